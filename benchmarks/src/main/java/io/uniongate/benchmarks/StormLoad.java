package io.uniongate.benchmarks;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;

/**
 * Everybody logs in everywhere at once: each person in each app, the unionid present in half of the logins at random,
 * some logins several times at the same moment. Then each once more in each app, now with the unionid, as everybody
 * who comes back does sooner or later. Says in one line what happened.
 */
final class StormLoad {
    private static final int MOST_DUPLICATES = 3;

    private StormLoad() {}

    /** Port, number of clients, number of people, seed. */
    public static void main(String[] arguments) {
        Quiet.please();
        int port = Integer.parseInt(arguments[0]);
        int clients = Integer.parseInt(arguments[1]);
        List<Person> people = IntStream.range(0, Integer.parseInt(arguments[2]))
                .mapToObj(number -> new Person("p" + number))
                .toList();
        Random random = new Random(Long.parseLong(arguments[3]));
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        Recorder recorder = new Recorder();
        List<Connection> connections = IntStream.range(0, clients)
                .mapToObj(client -> Connection.open(vertx, port, recorder))
                .toList();
        logIn(connections, storm(people, random));
        logIn(connections, lastVisits(people, random));
        System.out.println(recorder.mark().encode());
        System.exit(0);
    }

    private static void logIn(List<Connection> connections, List<Call> calls) {
        Queue<Call> shared = new ConcurrentLinkedQueue<>(calls);
        Future.all(connections.stream()
                        .map(connection -> connection.exhaust(shared))
                        .toList())
                .await();
    }

    /** Duplicates follow each other closely, so that they are under way together. */
    private static List<Call> storm(List<Person> people, Random random) {
        List<List<Call>> visits = new ArrayList<>();
        for (Person person : people) {
            for (String app : Apps.ALL) {
                visits.add(visits(person, app, random));
            }
        }
        Collections.shuffle(visits, random);
        return visits.stream().flatMap(List::stream).toList();
    }

    private static List<Call> visits(Person person, String app, Random random) {
        return IntStream.rangeClosed(0, random.nextInt(MOST_DUPLICATES))
                .mapToObj(visit -> random.nextBoolean() ? person.code() : person.codeWithoutUnionId())
                .map(code -> Call.login(app, code))
                .toList();
    }

    private static List<Call> lastVisits(List<Person> people, Random random) {
        List<Call> visits = new ArrayList<>();
        for (Person person : people) {
            Apps.ALL.forEach(app -> visits.add(Call.login(app, person.code())));
        }
        Collections.shuffle(visits, random);
        return visits;
    }
}

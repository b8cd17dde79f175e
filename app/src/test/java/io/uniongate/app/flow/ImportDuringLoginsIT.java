package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.MINI;
import static io.uniongate.app.flow.Gate.OTHER_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.bulk.Command;
import io.uniongate.app.server.Tuning;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.FreePort;
import io.uniongate.db.TestPostgres;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The people of a file log in while it is imported, most of them unknown yet, many without their unionid. */
class ImportDuringLoginsIT {
    private static final int PEOPLE = 1000;
    private static final int VISITORS = 6;
    private static final String PORTION = "100";

    private final Queue<Answer> answers = new ConcurrentLinkedQueue<>();
    private Path directory;
    private DatabaseSettings settings;
    private Gate gate;

    @BeforeEach
    void open(@TempDir Path temporary) {
        directory = temporary;
        settings = TestPostgres.freshDatabase();
        gate = Gate.open(settings, Tuning.NONE);
    }

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void leavesOneUserForEachPersonAndLosesNoLogin() throws IOException {
        Path file = file();
        visits(() -> answers.size() >= PEOPLE / 2);
        int before = answers.size();

        Command.Running running = Command.with(directory, Gate.yaml(FreePort.find(), gate.weChat, settings))
                .start("users", "import", file.toString(), "--json", "--portion", PORTION, "--country-code", "86");
        visits(() -> !running.isAlive());
        Command.Ended imported = running.ended();

        assertThat(imported.exit()).as(imported.errors()).isZero();
        assertThat(answers).hasSizeGreaterThan(before + PEOPLE / 4).allMatch(answer -> answer.status() == 200);
        assertThat(gate.rows("SELECT count(*) FROM session WHERE revoked_at IS NULL"))
                .containsExactly(String.valueOf(answers.size()));
        assertThat(gate.rows("SELECT unionid FROM identity GROUP BY unionid"
                        + " HAVING count(*) <> 2 OR count(DISTINCT user_id) <> 1"))
                .isEmpty();
        assertThat(gate.rows("SELECT count(*) FROM users WHERE status = 'ACTIVE'"))
                .containsExactly(String.valueOf(PEOPLE));
        assertThat(Damage.in(gate.database)).isEmpty();
        assertThat(gate.rows("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()"))
                .containsExactly("0");
        accountsForEveryLine(imported.report());
    }

    private void accountsForEveryLine(JsonObject report) {
        int lines = Stream.of("usersCreated", "identitiesLinked", "unionidsLearned", "usersMerged", "unchanged")
                .mapToInt(report::getInteger)
                .sum();
        assertThat(lines).isEqualTo(2 * PEOPLE);
    }

    /** Everybody in one app and, half a file later, in the other. */
    private Path file() throws IOException {
        List<String> lines = new ArrayList<>(List.of("appId,openid,unionid,nickName,phone"));
        for (String app : List.of(MINI, OTHER_MINI)) {
            IntStream.range(0, PEOPLE).mapToObj(number -> line(number, app)).forEach(lines::add);
        }
        return Files.write(directory.resolve("people.csv"), lines);
    }

    private String line(int number, String app) {
        Phone phone = phone(number);
        return "%s,%s,%s,Nick %d,138%08d"
                .formatted(
                        app,
                        phone.person.openIdIn(app),
                        phone.person.unionIdIn(app).orElseThrow(),
                        number,
                        number);
    }

    private void visits(BooleanSupplier over) {
        List<Thread> visitors = IntStream.range(0, VISITORS)
                .mapToObj(number -> new Thread(() -> visit(new Random(number), over), "visitor-" + number))
                .toList();
        visitors.forEach(Thread::start);
        visitors.forEach(ImportDuringLoginsIT::join);
    }

    private void visit(Random random, BooleanSupplier over) {
        while (!over.getAsBoolean()) {
            Phone phone = phone(random.nextInt(PEOPLE));
            if (random.nextBoolean()) {
                gate.weChat
                        .next("code2session")
                        .forUser(phone.person.name())
                        .answersWith(new JsonObject().putNull("unionid"));
            }
            Answer answer = phone.opens(random.nextBoolean() ? MINI : OTHER_MINI);
            answers.add(answer);
        }
    }

    private Phone phone(int number) {
        return gate.phone("person-" + number);
    }

    private static void join(Thread visitor) {
        try {
            visitor.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

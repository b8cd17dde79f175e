package io.uniongate.benchmarks;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.charset.StandardCharsets;
import java.util.Scanner;
import java.util.concurrent.CountDownLatch;

/**
 * A closed loop over some connections. Says a first line when its people are known to the server and the load is on;
 * answers each line of standard input with what happened since the last one; {@link #PAUSE} and {@link #GO} hold the
 * load back and let it go on; stops when standard input ends.
 */
final class LoadGenerator {
    static final String PAUSE = "pause";
    static final String GO = "go";

    private LoadGenerator() {}

    /** Port, flow, number of connections, number of people. */
    public static void main(String[] arguments) throws InterruptedException {
        Quiet.please();
        int port = Integer.parseInt(arguments[0]);
        Flow flow = Flow.valueOf(arguments[1]);
        int connections = Integer.parseInt(arguments[2]);
        int people = Integer.parseInt(arguments[3]);
        Vertx vertx = Vertx.vertx(new VertxOptions().setPreferNativeTransport(true));
        Recorder recorder = new Recorder();
        Gate gate = new Gate();
        String run = Long.toString(System.nanoTime(), Character.MAX_RADIX);
        CountDownLatch ready = new CountDownLatch(connections);
        for (int i = 0; i < connections; i++) {
            Visitor visitor = new Visitor(flow, run + "-" + i + "-");
            int share = flow == Flow.NEW_LOGIN ? 1 : Math.max(1, people / connections);
            vertx.deployVerticle(new Line(port, visitor, share, recorder, gate, ready), new DeploymentOptions())
                    .await();
        }
        ready.await();
        answerMarks(recorder, gate);
    }

    private static void answerMarks(Recorder recorder, Gate gate) {
        System.out.println(recorder.mark().encode());
        try (Scanner marks = new Scanner(System.in, StandardCharsets.UTF_8)) {
            while (marks.hasNextLine()) {
                switch (marks.nextLine()) {
                    case PAUSE -> gate.close();
                    case GO -> gate.open();
                    default -> {}
                }
                System.out.println(recorder.mark().encode());
            }
        }
        System.exit(0);
    }

    /** One connection on an event loop of its own choosing. */
    private static final class Line extends VerticleBase {
        private final int port;
        private final Visitor visitor;
        private final int people;
        private final Recorder recorder;
        private final Gate gate;
        private final CountDownLatch ready;

        private Line(int port, Visitor visitor, int people, Recorder recorder, Gate gate, CountDownLatch ready) {
            this.port = port;
            this.visitor = visitor;
            this.people = people;
            this.recorder = recorder;
            this.gate = gate;
            this.ready = ready;
        }

        @Override
        public Future<?> start() {
            Connection connection = Connection.open(vertx, port, recorder);
            arrivals(connection, people).onSuccess(met -> begin(connection)).onFailure(LoadGenerator::giveUp);
            return Future.succeededFuture();
        }

        private Future<Void> arrivals(Connection connection, int left) {
            return left == 0
                    ? Future.succeededFuture()
                    : connection
                            .send(visitor.arrival())
                            .onSuccess(visitor::arrived)
                            .compose(met -> arrivals(connection, left - 1));
        }

        private void begin(Connection connection) {
            connection.loop(context, gate, visitor::next, visitor::answered);
            ready.countDown();
        }
    }

    private static void giveUp(Throwable cause) {
        System.err.println(cause.getMessage());
        System.exit(1);
    }
}

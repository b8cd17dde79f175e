package io.uniongate.app.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.command.UnionGate;
import io.uniongate.db.Database;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.TestPostgres;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code uniongate users import} in a process of its own, that ends well, badly, or not by itself. */
class ImportIT {
    private static final int PEOPLE = 3000;
    private static final String PORTION = "20";
    private static final String OUTCOME = """
            SELECT md5(string_agg(i.app_id || i.openid || COALESCE(i.unionid, '-') || p.eldest, ',' ORDER BY i.openid))
            FROM identity i JOIN (SELECT user_id, min(openid) AS eldest FROM identity GROUP BY user_id) p
                ON p.user_id = i.user_id
            """;

    private final Vertx vertx = Vertx.vertx();

    private Path directory;

    @BeforeEach
    void keep(@TempDir Path temporary) {
        directory = temporary;
    }

    @AfterEach
    void stop() {
        vertx.close().await();
    }

    @Test
    void givesTheSameWhenItIsKilledOnTheWay() throws IOException {
        Path file = people();
        DatabaseSettings whole = TestPostgres.freshDatabase();
        DatabaseSettings killed = TestPostgres.freshDatabase();

        JsonObject atOnce = report(run(whole, file));
        for (int lines : List.of(500, 2000)) {
            killBehind(lines, killed, file);
        }
        JsonObject resumed = report(run(killed, file));
        JsonObject twice = report(run(killed, file));

        assertThat(resumed).isEqualTo(atOnce).isEqualTo(twice);
        assertThat(resumed.getLong("usersCreated")).isEqualTo(PEOPLE);
        assertThat(resumed.getLong("badLines")).isEqualTo(1);
        assertThat(value(killed, OUTCOME)).isEqualTo(value(whole, OUTCOME));
        assertThat(value(killed, "SELECT count(*) FROM users")).isEqualTo(String.valueOf(PEOPLE));
    }

    @Test
    void tellsBadLinesAndStopsAtThemOnlyWhenAsked() throws IOException {
        Path file = Files.writeString(directory.resolve("people.csv"), """
                appId,openid,unionid,createdAt
                wxaa00000000000001,o1,u1,2020-01-01T00:00:00Z
                wxaa00000000000001,,u2,
                wxelse,o3,,
                wxaa00000000000001,o4,not one of theirs,
                wxaa00000000000001,o5,,yesterday
                """);
        DatabaseSettings settings = TestPostgres.freshDatabase();

        Process strict = run(settings, file, "--strict");
        String strictly = errors();
        Process lenient = run(settings, file);

        assertThat(strict.exitValue()).isEqualTo(1);
        assertThat(strictly).contains("people.csv:3: openid is missing").doesNotContain("\tat ");
        assertThat(lenient.exitValue()).isEqualTo(1);
        assertThat(errors())
                .contains(":4: appId is not configured here", ":5: unionid is not one", ":6: createdAt is neither");
        assertThat(report(lenient).getMap()).containsEntry("usersCreated", 1).containsEntry("badLines", 4);
    }

    /** Everybody in two apps, far apart, so that a person's rows come in different transactions. */
    private Path people() throws IOException {
        List<String> lines = new ArrayList<>(List.of("appId,openid,unionid", "wxaa00000000000001,,u0"));
        IntStream.range(0, PEOPLE).forEach(number -> lines.add("wxaa00000000000001,o%d,u%d".formatted(number, number)));
        IntStream.range(0, PEOPLE).forEach(number -> lines.add("wxaa00000000000002,q%d,u%d".formatted(number, number)));
        return Files.write(directory.resolve("many.csv"), lines);
    }

    private void killBehind(int lines, DatabaseSettings settings, Path file) throws IOException {
        Process running = start(settings, file);
        while (running.isAlive() && imported(settings) < lines) {
            Thread.onSpinWait();
        }
        running.destroyForcibly().onExit().join();
        assertThat(imported(settings)).isBetween((long) lines, 2L * PEOPLE - 1);
    }

    private long imported(DatabaseSettings settings) {
        return Long.parseLong(value(settings, "SELECT count(*) FROM identity"));
    }

    private String value(DatabaseSettings settings, String sql) {
        Database database = Database.open(vertx, settings.withPoolSize(2));
        try {
            return database.statement(client -> client.query(sql).execute())
                    .map(rows -> String.valueOf(rows.iterator().next().getValue(0)))
                    .await();
        } finally {
            database.close().await();
        }
    }

    private Process run(DatabaseSettings settings, Path file, String... options) throws IOException {
        Process process = start(settings, file, options);
        process.onExit().join();
        return process;
    }

    private Process start(DatabaseSettings settings, Path file, String... options) throws IOException {
        String apps = IntStream.rangeClosed(1, 2)
                .mapToObj(
                        app -> "  - { appId: wxaa0000000000000%d, kind: mini-program, openPlatform: main, secret: s }%n"
                                .formatted(app))
                .collect(Collectors.joining());
        Path config = Files.writeString(
                directory.resolve("uniongate.yaml"),
                """
                http: { publicUrl: "http://localhost:8080" }
                database: { url: "%s" }
                encryption: { keys: ["k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="] }
                apps:
                """.formatted(settings.postgres().reveal().reveal()) + apps);
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                UnionGate.class.getName()));
        command.addAll(List.of("users", "import", file.toString(), "--config", config.toString()));
        command.addAll(List.of("--json", "--portion", PORTION));
        command.addAll(List.of(options));
        return new ProcessBuilder(command)
                .redirectError(directory.resolve("errors").toFile())
                .start();
    }

    private String errors() throws IOException {
        return Files.readString(directory.resolve("errors"));
    }

    /** The last line; those before it are the log. */
    private static JsonObject report(Process ended) throws IOException {
        List<String> lines = new String(ended.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return new JsonObject(lines.get(lines.size() - 1));
    }
}

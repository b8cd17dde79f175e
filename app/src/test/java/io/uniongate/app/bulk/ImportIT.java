package io.uniongate.app.bulk;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.bulk.Command.Ended;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code uniongate users import} as its users run it. */
class ImportIT {
    private static final int PEOPLE = 3000;
    private static final String PORTION = "20";
    private static final String OUTCOME = """
            SELECT md5(string_agg(i.app_id || i.openid || COALESCE(i.unionid, '-') || p.eldest
                || COALESCE(shown.openid, '-'), ',' ORDER BY i.openid))
            FROM identity i JOIN (SELECT user_id, min(openid) AS eldest FROM identity GROUP BY user_id) p
                ON p.user_id = i.user_id
            LEFT JOIN contact c ON c.user_id = i.user_id
            LEFT JOIN identity shown ON shown.id = c.verified_by::uuid
            """;

    private final CommandDatabase database = new CommandDatabase();
    private final Path directory;

    ImportIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void givesTheSameWhenItIsKilledOnTheWay() throws IOException {
        Path file = people();
        try (CommandDatabase whole = new CommandDatabase()) {
            JsonObject atOnce = imported(whole, file, "--country-code", "86").report();
            for (int lines : List.of(500, 2000)) {
                killBehind(lines, file);
            }
            JsonObject resumed =
                    imported(database, file, "--country-code", "86").report();
            JsonObject twice = imported(database, file, "--country-code", "86").report();

            assertThat(resumed).isEqualTo(atOnce).isEqualTo(twice);
            assertThat(resumed.getMap())
                    .containsEntry("usersCreated", PEOPLE)
                    .containsEntry("phonesTaken", PEOPLE)
                    .containsEntry("phonesLeft", PEOPLE)
                    .containsEntry("badLines", 1);
            assertThat(database.rows(OUTCOME)).isEqualTo(whole.rows(OUTCOME));
            assertThat(database.number("SELECT count(*) FROM users")).isEqualTo(PEOPLE);
        }
    }

    @Test
    void tellsBadLinesAndStopsAtThemOnlyWhenAsked() throws IOException {
        Path file = Files.writeString(directory.resolve("people.csv"), """
                appId,openid,unionid,createdAt,phone
                wxaa00000000000001,o1,u1,2020-01-01T00:00:00Z,
                wxaa00000000000001,,u2,,
                wxelse,o3,,,
                wxaa00000000000001,o4,not one of theirs,,
                wxaa00000000000001,o5,,yesterday,
                wxaa00000000000001,o6,,,+8613800
                wxaa00000000000001,o7,,,13800138000
                """);

        Ended strict = imported(database, file, "--strict");
        Ended lenient = imported(database, file);

        assertThat(strict.exit()).isEqualTo(1);
        assertThat(strict.errors()).contains("people.csv:3: openid is missing").doesNotContain("\tat ");
        assertThat(lenient.exit()).isEqualTo(1);
        assertThat(lenient.errors())
                .contains(":4: appId is not configured here", ":5: unionid is not one", ":6: createdAt is neither")
                .contains(":7: phone is not a phone number", ":8: phone has neither a + in front nor a countryCode")
                .doesNotContain("13800");
        assertThat(lenient.report().getMap()).containsEntry("usersCreated", 1).containsEntry("badLines", 6);
    }

    /** Everybody in two apps, far apart, so that a person's rows come in different transactions. */
    private Path people() throws IOException {
        List<String> lines = new ArrayList<>(List.of("appId,openid,unionid,phone", "wxaa00000000000001,,u0,"));
        for (int app = 1; app <= 2; app++) {
            String id = "wxaa0000000000000" + app;
            String beginning = app == 1 ? "o" : "q";
            String network = app == 1 ? "138" : "139";
            IntStream.range(0, PEOPLE)
                    .mapToObj(number -> "%s,%s%d,u%d,%s%08d".formatted(id, beginning, number, number, network, number))
                    .forEach(lines::add);
        }
        return Files.write(directory.resolve("many.csv"), lines);
    }

    private void killBehind(int lines, Path file) {
        start(database, file, "--country-code", "86").killOnce(() -> identities() >= lines);
        assertThat(identities()).isBetween((long) lines, 2L * PEOPLE - 1);
    }

    private long identities() {
        return database.number("SELECT count(*) FROM identity");
    }

    private Ended imported(CommandDatabase into, Path file, String... options) {
        return start(into, file, options).ended();
    }

    private Command.Running start(CommandDatabase into, Path file, String... options) {
        List<String> arguments = new ArrayList<>(List.of("users", "import", file.toString(), "--json"));
        arguments.addAll(List.of("--portion", PORTION));
        arguments.addAll(List.of(options));
        return Command.with(directory, config(into)).start(arguments.toArray(String[]::new));
    }

    private static String config(CommandDatabase database) {
        return """
                http: { publicUrl: "http://localhost:8080" }
                database: { url: "%s" }
                encryption: { keys: ["k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="] }
                apps:
                """.formatted(database.url())
                + IntStream.rangeClosed(1, 2)
                        .mapToObj(app ->
                                "  - { appId: wxaa0000000000000%d, kind: mini-program, openPlatform: main, secret: s }%n"
                                        .formatted(app))
                        .collect(Collectors.joining());
    }
}

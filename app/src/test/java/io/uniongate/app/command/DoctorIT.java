package io.uniongate.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import io.uniongate.db.TestPostgres;
import io.uniongate.simulator.App;
import io.uniongate.simulator.App.SecretState;
import io.uniongate.simulator.SimulatorOptions;
import io.uniongate.simulator.WeChatSimulator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.slf4j.LoggerFactory;

/** Alone in its JVM, because the command silences the log of the whole process. */
@Isolated
class DoctorIT {
    private static final String MINI = "wxaa00000000000001";
    private static final String ACCOUNT = "wxaa00000000000004";
    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    private final WeChatSimulator weChat = WeChatSimulator.start(SimulatorOptions.defaults()
            .withApps(List.of(App.miniProgram(MINI, SECRET), App.serviceAccount(ACCOUNT, SECRET, "localhost"))));
    private final StringWriter out = new StringWriter();

    private final Path directory;

    DoctorIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @AfterEach
    void stop() {
        weChat.close();
    }

    @AfterAll
    static void logAgain() throws JoranException {
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        new ContextInitializer(context).autoConfig();
    }

    @Test
    void findsNothingBrokenWhereNothingIs() throws IOException {
        int exit = examine(
                "http://localhost",
                TestPostgres.freshDatabase().postgres().reveal().reveal());

        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains("✓ way to WeChat", "✓ app " + MINI + ", access_token", "✓ app " + ACCOUNT + ", code exchange")
                .contains("✓ database: Postgres ", "✓ schema", "! keys: none is made yet", "! WeChat's addresses")
                .doesNotContain("✗", SECRET);
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesCauseAndCure(Consumer<WeChatSimulator> mistake, String cause) throws IOException {
        mistake.accept(weChat);

        int exit = examine("http://localhost", "postgresql://nobody:hunter2@127.0.0.1:1/none", "--json", "--app", MINI);

        assertThat(exit).isEqualTo(1);
        assertThat(broken()).anySatisfy(checked -> {
            assertThat(checked.getString("told")).contains(cause);
            assertThat(checked.getString("cure")).isNotBlank();
        });
        assertThat(out.toString()).contains("cannot connect to").doesNotContain(SECRET, "hunter2", ACCOUNT);
    }

    static Stream<Arguments> mistakes() {
        return Stream.of(
                mistake(simulator -> simulator.app(MINI).resetSecret("another"), "40125: the secret is wrong"),
                mistake(
                        simulator -> simulator.app(MINI).allowOnly(Set.of("10.9.8.7")),
                        "WeChat saw the address 127.0.0.1"),
                mistake(DoctorIT::freeze, "40243: the AppSecret is frozen"),
                mistake(simulator -> simulator.always("stable_token").fails(40013), "40013: WeChat knows no app"),
                mistake(
                        simulator -> simulator.always("stable_token").fails(45009),
                        "45009: the app's calls of the day"),
                mistake(simulator -> simulator.always("stable_token").fails(89503), "89503: WeChat wants"),
                mistake(simulator -> simulator.always("stable_token").fails(77777), "77777: WeChat refuses"),
                mistake(simulator -> simulator.always("code2session").drops(), "WeChat does not answer"),
                mistake(simulator -> simulator.always("code2session").answers("ok"), "what answers is not WeChat"),
                mistake(simulator -> simulator.close(), "TCP: 127.0.0.1 port"));
    }

    @Test
    void breaksOverAStandInThatOthersReach() throws IOException {
        int exit = examine("https://auth.example.com", "postgresql://nobody@127.0.0.1:1/none", "--json");

        assertThat(exit).isEqualTo(1);
        assertThat(broken())
                .anySatisfy(checked -> assertThat(checked.getString("told"))
                        .contains("decides who people are, of a server that others reach"));
    }

    @Test
    void looksAtNoAppThatIsNotConfigured() throws IOException {
        assertThat(examine("http://localhost", "postgresql://nobody@127.0.0.1:1/none", "--app", "wx0"))
                .isEqualTo(2);
    }

    private static Arguments mistake(Consumer<WeChatSimulator> mistake, String cause) {
        return Arguments.of(mistake, cause);
    }

    private static void freeze(WeChatSimulator weChat) {
        weChat.app(MINI).change(app -> app.withSecretState(SecretState.FROZEN));
    }

    private List<JsonObject> broken() {
        return new JsonArray(out.toString())
                .stream()
                        .map(JsonObject.class::cast)
                        .filter(checked -> "broken".equals(checked.getString("verdict")))
                        .toList();
    }

    private int examine(String publicUrl, String database, String... more) throws IOException {
        Path file = Files.writeString(directory.resolve("uniongate.yaml"), """
                http: { publicUrl: "%1$s" }
                database: { url: "%2$s" }
                encryption: { keys: ["k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="] }
                wechat: { apiUrl: "%3$s", timeout: 2s }
                apps:
                  - { appId: %4$s, kind: mini-program, secret: %6$s }
                  - { appId: %5$s, kind: official-account, secret: %6$s }
                """.formatted(
                        publicUrl, database, weChat.apiUrl(), MINI, ACCOUNT, SECRET));
        Stream<String> arguments = Stream.concat(Stream.of("doctor", "--config", file.toString()), Stream.of(more));
        return UnionGate.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(arguments.toArray(String[]::new));
    }
}

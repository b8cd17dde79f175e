package io.uniongate.app.command;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import io.uniongate.app.config.ConfigLoader;
import io.uniongate.app.server.Server;
import io.uniongate.app.server.Tuning;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.TestPostgres;
import io.uniongate.simulator.App;
import io.uniongate.simulator.SimulatorOptions;
import io.uniongate.simulator.WeChatSimulator;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;

/**
 * A configuration that the doctor looks at, and the WeChat in it; nobody is at its public URL and its database, unless
 * a test says who. To be had by one test at a time, because the command silences the log of the whole process.
 */
final class Patient implements AutoCloseable {
    static final String MINI = "wxaa00000000000001";
    static final String ACCOUNT = "wxaa00000000000004";
    static final String SECRET = "0123456789abcdef0123456789abcdef";
    static final String PASSWORD = "hunter2";

    final WeChatSimulator weChat = WeChatSimulator.start(SimulatorOptions.defaults()
            .withApps(List.of(App.miniProgram(MINI, SECRET), App.serviceAccount(ACCOUNT, SECRET, "localhost"))));
    private final StringWriter out = new StringWriter();
    private final Path directory;
    String publicUrl = "http://localhost:1";
    String openUrl = weChat.openUrl();
    String issuer = "http://localhost:1";
    String encryptionKey = "k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    String apps = """
            apps:
              - { appId: %1$s, kind: mini-program, openPlatform: main, secret: %3$s }
              - { appId: %2$s, kind: official-account, openPlatform: main, secret: %3$s }
            """.formatted(MINI, ACCOUNT, SECRET);
    private String database = "postgresql://nobody:" + PASSWORD + "@127.0.0.1:1/none";

    Patient(Path directory) {
        this.directory = directory;
    }

    /** With a database of its own, in which nothing is yet. */
    static Patient withDatabase(Path directory) {
        Patient patient = new Patient(directory);
        patient.keeps(TestPostgres.freshDatabase());
        return patient;
    }

    void keeps(DatabaseSettings settings) {
        database = settings.postgres().reveal().reveal();
    }

    DatabaseSettings database() {
        return DatabaseSettings.of(database);
    }

    /** The server of this configuration. */
    Server serves() {
        return serves(Tuning.NONE, none -> {});
    }

    /** At another time than now. */
    Server serves(Clock clock) {
        return serves(Tuning.NONE.withClock(clock), none -> {});
    }

    /** With what else is to be had at its public URL. */
    Server serves(Consumer<Router> more) {
        return serves(Tuning.NONE, more);
    }

    private Server serves(Tuning tuning, Consumer<Router> more) {
        return Server.start(
                ConfigLoader.load(yaml(), Path.of("patient.yaml"), Map.of()).config(), tuning, more);
    }

    /** The exit code of {@code doctor}; in English, if nothing else is asked for. */
    int examined(String... more) {
        return command(Stream.concat(Stream.of("--language", "en"), Stream.of(more)));
    }

    int examinedInChinese() {
        return command(Stream.of("--language", "zh_CN.UTF-8"));
    }

    String told() {
        return out.toString();
    }

    /** What is broken of all that was told in JSON. */
    List<JsonObject> broken() {
        return found("verdict", "broken");
    }

    /** Of what was told in JSON. */
    List<JsonObject> found(String field, String value) {
        return new JsonArray(told())
                .stream()
                        .map(JsonObject.class::cast)
                        .filter(checked -> value.equals(checked.getString(field)))
                        .toList();
    }

    @Override
    public void close() {
        weChat.close();
        LoggerContext context = (LoggerContext) LoggerFactory.getILoggerFactory();
        context.reset();
        try {
            new ContextInitializer(context).autoConfig();
        } catch (JoranException e) {
            throw new IllegalStateException(e);
        }
    }

    private int command(Stream<String> options) {
        Stream<String> command = Stream.of("doctor", "--config", write().toString());
        return UnionGate.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(out, true))
                .execute(Stream.concat(command, options).toArray(String[]::new));
    }

    private Path write() {
        try {
            return Files.writeString(directory.resolve("uniongate.yaml"), yaml());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String yaml() {
        return """
                http: { host: 127.0.0.1, port: 0, publicUrl: "%1$s" }
                management: { port: 0 }
                shutdown: { drainDelay: 0s, finishWithin: 5s }
                tokens: { issuer: "%2$s" }
                database: { url: "%3$s" }
                encryption: { keys: ["%4$s"] }
                wechat: { apiUrl: "%5$s", openUrl: "%6$s", timeout: 2s }
                %7$s""".formatted(publicUrl, issuer, database, encryptionKey, weChat.apiUrl(), openUrl, apps);
    }
}

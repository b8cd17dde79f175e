package io.uniongate.benchmarks;

import io.uniongate.db.FreePort;
import io.uniongate.db.PostgresUrl;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Starts what is measured: ours and the bare server, with as many connections to Postgres and the same WeChat. */
final class Servers implements AutoCloseable {
    /** How ours is run. */
    enum Variant {
        AS_SHIPPED,
        UNSHARED,
        JDK_SIGNATURES,
        /** Does not wait for the disk: an upper bound that gives up durability and is not offered. */
        NOT_DURABLE,
        PATIENT;

        private boolean shares() {
            return this != UNSHARED;
        }

        /** Nobody would wait so long; a benchmark has to, where calls of WeChat hang for all of a measurement. */
        private String wechatTimeout() {
            return this == PATIENT ? "10m" : "5s";
        }

        /** Corretto then looks for its library where there is none, as on a platform that it was not built for. */
        private List<String> jvmOptions() {
            return this == JDK_SIGNATURES
                    ? List.of("-Dcom.amazon.corretto.crypto.provider.useExternalLib=true")
                    : List.of();
        }
    }

    private static final int POOL_SIZE = 16;

    private final Settings settings;
    private final Postgres postgres;
    private final ChildProcess weChat;
    private final int weChatPort;

    private Servers(Settings settings, Postgres postgres, ChildProcess weChat, int weChatPort) {
        this.settings = settings;
        this.postgres = postgres;
        this.weChat = weChat;
        this.weChatPort = weChatPort;
    }

    static Servers start(Settings settings, Postgres postgres) {
        int port = FreePort.find();
        ChildProcess weChat =
                ChildProcess.server(settings.directory(), "wechat", WeChatStub.class, List.of(), String.valueOf(port));
        weChat.awaitPort(port);
        return new Servers(settings, postgres, weChat, port);
    }

    int weChatPort() {
        return weChatPort;
    }

    Target bare() {
        PostgresUrl database = postgres.create("bare");
        Postgres.execute(database, BareStore.SCHEMA);
        int port = FreePort.find();
        ChildProcess process = ChildProcess.server(
                settings.directory(),
                "bare",
                BareServer.class,
                List.of(),
                String.valueOf(port),
                String.valueOf(weChatPort),
                String.valueOf(POOL_SIZE));
        process.say(database.reveal().reveal());
        process.awaitPort(port);
        return new Target(port, process, database);
    }

    /** On a database of its own. */
    Target ours(Variant variant, String database) {
        PostgresUrl url = postgres.create(database);
        if (variant == Variant.NOT_DURABLE) {
            postgres.execute("ALTER DATABASE " + database + " SET synchronous_commit = off");
        }
        int port = FreePort.find();
        Path config = write(database + ".yaml", configuration(port, url, variant));
        ChildProcess process = ChildProcess.server(
                settings.directory(),
                database,
                OurServer.class,
                variant.jvmOptions(),
                config.toString(),
                String.valueOf(variant.shares()));
        process.awaitPort(port);
        return new Target(port, process, url);
    }

    /** For a command that needs no running server. */
    Path configuration(String name, PostgresUrl database) {
        return write(name + ".yaml", configuration(FreePort.find(), database, Variant.AS_SHIPPED));
    }

    @Override
    public void close() {
        weChat.close();
    }

    private String configuration(int port, PostgresUrl database, Variant variant) {
        String bound = Apps.ALL.stream()
                .map("  - { appId: %s, kind: mini-program, openPlatform: main, secret: benchmark }%n"::formatted)
                .collect(Collectors.joining());
        String unbound = Apps.HANGING.stream()
                .map("  - { appId: %s, kind: mini-program, secret: benchmark }%n"::formatted)
                .collect(Collectors.joining());
        return """
                http: { host: 127.0.0.1, port: %d, publicUrl: "http://localhost:%d" }
                management: { port: %d }
                database: { url: "%s", poolSize: %d }
                wechat: { apiUrl: "http://127.0.0.1:%d", timeout: %s }
                encryption: { keys: ["k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="] }
                rateLimits: { enabled: false }
                shutdown: { drainDelay: 0s, finishWithin: 1s }
                apps:
                """.formatted(
                                port,
                                port,
                                FreePort.find(),
                                database.reveal().reveal(),
                                POOL_SIZE,
                                weChatPort,
                                variant.wechatTimeout())
                + bound
                + unbound;
    }

    private Path write(String name, String text) {
        try {
            return Files.writeString(settings.directory().resolve(name), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

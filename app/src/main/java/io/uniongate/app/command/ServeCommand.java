package io.uniongate.app.command;

import io.uniongate.app.server.Server;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code uniongate serve}. */
@Command(name = "serve", description = "Starts the server; SIGTERM stops it once requests in flight are answered.")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption config = new ConfigOption();

    @Override
    public Integer call() {
        return Running.untilStopped(Server.start(config.apply()));
    }
}

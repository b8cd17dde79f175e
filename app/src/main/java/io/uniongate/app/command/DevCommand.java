package io.uniongate.app.command;

import io.uniongate.app.dev.DevServer;
import io.uniongate.app.dev.DevSettings;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code uniongate dev}. */
@Command(
        name = "dev",
        description = "Starts everything for development: the server, a simulated WeChat and a Postgres of its own.",
        showDefaultValues = true)
final class DevCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            description = "public port; 0 takes a free one",
            defaultValue = "8080",
            converter = PortNumber.class)
    private int port;

    @Option(
            names = "--management-port",
            description = "port of health and metrics",
            defaultValue = "9090",
            converter = PortNumber.class)
    private int managementPort;

    @Option(
            names = "--simulator-port",
            description = "port of the simulated WeChat",
            defaultValue = "8090",
            converter = PortNumber.class)
    private int simulatorPort;

    @Option(names = "--data", description = "directory of everything that is kept", defaultValue = "data")
    private Path data = Path.of("data");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        DevServer server = DevServer.start(new DevSettings(port, managementPort, simulatorPort, data), System.getenv());
        spec.commandLine().getOut().println(server.tour());
        return Running.untilStopped(server);
    }
}

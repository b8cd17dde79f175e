package io.uniongate.app.command;

import io.uniongate.app.dev.Simulated;
import io.uniongate.simulator.WeChatSimulator;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code uniongate simulate}. */
@Command(
        name = "simulate",
        description = "Starts the WeChat simulator alone, with the apps and people of dev.",
        showDefaultValues = true)
final class SimulateCommand implements Callable<Integer> {
    @Option(
            names = "--port",
            description = "port to listen on; 0 takes a free one",
            defaultValue = "8090",
            converter = PortNumber.class)
    private int port;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public Integer call() {
        WeChatSimulator simulator = Simulated.wechat("--port", port);
        spec.commandLine()
                .getOut()
                .println("wechat: { apiUrl: \"" + simulator.apiUrl() + "\", openUrl: \"" + simulator.openUrl()
                        + "\", mpUrl: \"" + simulator.openUrl() + "\" }");
        return Running.untilStopped(simulator);
    }
}

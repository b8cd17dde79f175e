package io.uniongate.app.dev;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.config.ConfigLoader;
import io.uniongate.app.logging.LogSetup;
import io.uniongate.app.server.Server;
import io.uniongate.db.FreePort;
import io.uniongate.simulator.WeChatSimulator;
import java.nio.file.Path;
import java.util.Map;

/** A whole UnionGate for one's own machine: the server, the WeChat simulator and the bundled Postgres. */
public final class DevServer implements AutoCloseable {
    private static final Path CONFIG_NAME = Path.of("dev");

    private final WeChatSimulator simulator;
    private final Server server;
    private final AppConfig config;

    private DevServer(WeChatSimulator simulator, Server server, AppConfig config) {
        this.simulator = simulator;
        this.server = server;
        this.config = config;
    }

    public static DevServer start(DevSettings settings, Map<String, String> environment) {
        int port = settings.port() == 0 ? FreePort.find() : settings.port();
        WeChatSimulator simulator = Simulated.wechat("--simulator-port", settings.simulatorPort());
        try {
            String yaml = DevConfig.yaml(settings, port, simulator.apiUrl(), simulator.openUrl());
            AppConfig config = ConfigLoader.load(yaml, CONFIG_NAME, environment).config();
            simulator.add(DevPeople.pushedTo(config.http().publicUrl().toString()));
            LogSetup.apply(config.logging());
            Server server = Server.start(config, DemoPage::mount);
            return new DevServer(simulator, server, config);
        } catch (Exception failure) {
            simulator.close();
            throw failure;
        }
    }

    /** Where to look, for whoever started it. */
    public String tour() {
        return Tour.of(config, server.managementPort(), simulator.openUrl());
    }

    public WeChatSimulator simulator() {
        return simulator;
    }

    public Server server() {
        return server;
    }

    @Override
    public void close() {
        server.close();
        simulator.close();
    }
}

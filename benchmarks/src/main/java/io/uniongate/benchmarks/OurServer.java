package io.uniongate.benchmarks;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.config.ConfigLoader;
import io.uniongate.app.logging.LogSetup;
import io.uniongate.app.server.Server;
import io.uniongate.app.server.Tuning;
import io.uniongate.db.Sharing;
import java.nio.file.Path;
import java.util.Map;

/** {@code uniongate serve}, and the same where no two requests share a statement. */
final class OurServer {
    private OurServer() {}

    /** The configuration; then whether statements are shared. */
    public static void main(String[] arguments) {
        AppConfig config = ConfigLoader.load(Path.of(arguments[0]), Map.of()).config();
        LogSetup.apply(config.logging());
        Sharing sharing = Boolean.parseBoolean(arguments[1]) ? Sharing.ADAPTIVE : Sharing.NONE;
        Server server = Server.start(config, Tuning.NONE.withSharing(sharing), none -> {});
        Runtime.getRuntime().addShutdownHook(new Thread(server::close, "stop"));
        ChildProcess.stopWithParent();
    }
}

package io.uniongate.app.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.config.ConfigLoader;
import io.uniongate.app.server.Server;
import io.uniongate.db.FreePort;
import io.uniongate.db.TestPostgres;
import io.uniongate.simulator.WeChatSimulator;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComponentRestartIT {
    private final WeChatSimulator weChat = Gate.simulator();
    private final int port = FreePort.find();
    private final String url = "http://localhost:" + port;
    private final AppConfig config = ConfigLoader.load(
                    Leased.through(Gate.yaml(port, weChat, TestPostgres.freshDatabase())),
                    Path.of("test.yaml"),
                    Map.of())
            .config();

    @AfterEach
    void close() {
        weChat.close();
    }

    @Test
    void logsPeopleInWithTheTicketThatWasPushedToTheServerBefore() {
        try (Server before = Server.start(config)) {
            assertThat(before.port()).isEqualTo(port);
            assertThat(Leased.platform(weChat, url).pushesTicket().await().arrived())
                    .isTrue();
        }

        try (Server after = Server.start(config)) {
            Answer login = new Phone(new Client(url), weChat.user("xiaoming")).opens(Gate.OTHER_MINI);

            assertThat(after.port()).isEqualTo(port);
            assertThat(login.status()).as(login.body()).isEqualTo(200);
            assertThat(weChat.requests().taken("api_component_token")).hasSize(1);
        }
    }
}

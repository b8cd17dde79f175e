package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.app.server.Tuning;
import io.uniongate.db.EmbeddedServer.Durability;
import io.uniongate.db.TestPostgres;
import org.junit.jupiter.api.Test;

/** A Postgres whose synchronous standby is gone: it answers reads, and no commit ends. */
class LostStandbyIT {
    @Test
    void keepsNobodyWaitingAndNoServerFromStopping() {
        try (TestPostgres postgres = TestPostgres.start(Durability.DURABLE)) {
            // One that waited for the commit would never be closed.
            try (Gate gate = Gate.open(postgres.database(), Tuning.NONE)) {
                postgres.loseStandby();

                Answer login = gate.phone("xiaoming").opens(MINI);

                assertThat(login.status()).isEqualTo(503);
                assertThat(login.text("code")).isEqualTo("STORAGE_UNAVAILABLE");
            }
        }
    }
}

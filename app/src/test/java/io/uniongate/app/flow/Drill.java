package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.uniongate.app.server.Tuning;
import io.uniongate.contract.MovingClock;
import io.uniongate.db.DatabaseSettings;
import io.uniongate.db.PostgresUrl;
import java.time.Duration;

/** A server under load whose Postgres is at the far end of a network, so that each can be taken from it. */
final class Drill implements AutoCloseable {
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(10);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    final Relay network;
    final MovingClock clock = MovingClock.running();
    final Gate gate;
    final Crowd crowd;
    final Phone phone;
    private final HeldLoops loops = new HeldLoops();
    private String accessToken = "";
    private String refreshToken = "";

    /** Begins once the crowd has logged in for a while: code that never ran is slow, and outages are not about that. */
    Drill(DatabaseSettings database) {
        network = Relay.to(database.postgres().port());
        gate = Gate.open(
                through(network, database), Tuning.NONE.withClock(clock).withVertx(HeldLoops::reportingEarly));
        crowd = new Crowd(gate.weChat);
        phone = gate.phone("xiaoming");
        keep(phone.opens(MINI));
        crowd.comesTo(gate.url);
        crowd.waitForPromises(100);
        assertThat(isReady()).isTrue();
        loops.watch(gate.server.vertx());
    }

    /** Whoever is signed in shows an access token, and now and then fetches a new one. */
    Answer me() {
        return phone.me(accessToken);
    }

    Answer forged() {
        int signature = accessToken.lastIndexOf('.') + 1;
        char first = accessToken.charAt(signature);
        return phone.me(accessToken.substring(0, signature)
                + (first == 'A' ? 'B' : 'A')
                + accessToken.substring(signature + 1));
    }

    Answer refreshes() {
        return keep(phone.refreshes(MINI, refreshToken));
    }

    Answer health(String check) {
        return new Client("http://127.0.0.1:" + gate.server.managementPort()).get("/health/" + check);
    }

    boolean isReady() {
        return health("ready").status() == 200;
    }

    /** Load balancers look elsewhere, and whoever comes in spite of that is told. */
    void assertNotReady() {
        assertThat(Patience.within(PATIENCE, () -> !isReady())).isTrue();
        crowd.waitForRefusals(1);
        assertThat(health("live").status()).isEqualTo(200);
    }

    /** All of it is back in time, with all that was ever answered, and no event loop was held meanwhile. */
    void assertRecovers() {
        assertThat(Patience.within(LONGEST_RECOVERY, () -> isReady() && logsIn()))
                .isTrue();
        crowd.leaves();
        assertThat(me().status()).isEqualTo(200);
        assertThat(crowd.refused()).isNotEmpty().allSatisfy(Drill::assertIsOutage);
        assertThat(crowd.broken(gate.url)).isEmpty();
        assertThat(Damage.in(gate.database)).isEmpty();
        assertThat(loops.found()).isEmpty();
    }

    static void assertIsOutage(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.header("retry-after")).as(answer.body()).matches("[1-9]\\d*");
        assertThat(answer.json().getString("code", answer.json().getString("error")))
                .isIn("STORAGE_UNAVAILABLE", "WECHAT_UNAVAILABLE", "temporarily_unavailable");
    }

    @Override
    public void close() {
        network.mend();
        crowd.leaves();
        gate.close();
        network.close();
        loops.close();
    }

    private boolean logsIn() {
        return keep(phone.opens(MINI)).status() == 200;
    }

    @CanIgnoreReturnValue
    private Answer keep(Answer answer) {
        if (answer.status() == 200) {
            accessToken = answer.text("access_token");
            refreshToken = answer.text("refresh_token");
        }
        return answer;
    }

    private static DatabaseSettings through(Relay network, DatabaseSettings database) {
        PostgresUrl direct = database.postgres();
        return database.withUrl(new PostgresUrl(
                "127.0.0.1",
                network.port(),
                direct.database(),
                direct.user(),
                direct.password(),
                direct.sslMode(),
                direct.rootCertificate()));
    }
}

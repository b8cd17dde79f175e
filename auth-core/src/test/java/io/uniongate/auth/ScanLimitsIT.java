package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.SERVICE_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Device;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.scan.Scans;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a QR code is good for, for whom and how often. */
class ScanLimitsIT {
    @AutoClose
    private final AuthCore page = AuthCore.start();

    @AutoClose
    private final AuthCore pushed = page.beside();

    private final Pushes weChat = new Pushes(pushed);
    private final ScanPage waiting = ScanPage.open(page, Browser.toPage("openid"));

    @Test
    @Tag("S34")
    void isOfNoUseToAnotherBrowser() {
        Browser other = Browser.of(page);
        weChat.scanned("o-bound", waiting.scene(waiting.begin()));

        assertThat(page.refusal(new Scans.Begin(SERVICE_ACCOUNT, waiting.state(), other.cookie())))
                .isEqualTo(new Problem.StateInvalid());
        assertThat(page.refusal(new Scans.Look(waiting.state(), other.cookie())))
                .isEqualTo(new Problem.StateInvalid());
        assertThat(page.refusal(new Scans.Finish(waiting.state(), other.cookie(), Device.UNKNOWN)))
                .isEqualTo(new Problem.StateInvalid());
        assertThat(page.count("identity")).isZero();
    }

    @Test
    @Tag("S34")
    void isUsedOnce() {
        assertThat(page.refusal(waiting.finishing())).isEqualTo(new Problem.StateInvalid());
        weChat.scanned("o-single", waiting.scene(waiting.begin()));

        Future.all(page.bus.ask(waiting.finishing()), pushed.bus.ask(waiting.finishing()))
                .await();

        assertThat(page.refusal(waiting.finishing())).isEqualTo(new Problem.StateInvalid());
        assertThat(page.count("session")).isEqualTo(1);
        assertThat(waiting.look()).isEqualTo(Scans.Progress.EXPIRED);
    }

    @Test
    void keepsNeitherSceneNorWhoScannedAfterTheLogin() {
        Scans.Ticket ticket = waiting.begin();
        String scene = waiting.scene(ticket);
        weChat.scanned("o-trace", scene);
        assertThat(waiting.signedIn(page.ask(waiting.finishing()))).isNotNull();

        assertThat(scene).matches("[A-Za-z0-9]{32}");
        assertThat(page.dump()).doesNotContain(scene);
        assertThat(page.rows("SELECT openid FROM scan_ticket")).containsOnlyNulls();
    }

    @Test
    void givesNoEndlessCodesToOneLogin() {
        IntStream.range(0, 10).forEach(code -> assertThat(waiting.begin()).isNotNull());

        assertThat(page.refusal(new Scans.Begin(
                        SERVICE_ACCOUNT, waiting.state(), waiting.browser().cookie())))
                .isEqualTo(new Problem.LoginLoop());
    }

    @Test
    void endsWithTheLoginThatItIsFor() {
        page.clock.advance(Duration.ofMinutes(8));

        assertThat(waiting.begin().expiresIn()).isEqualTo(Duration.ofMinutes(2));
    }
}

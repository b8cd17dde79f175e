package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.UserId;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.scan.ScanConfirmed;
import io.uniongate.contract.scan.Scans;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A page that waits for somebody to scan, and WeChat telling another node who did. */
class ScanIT {
    @AutoClose
    private final AuthCore page = AuthCore.start();

    @AutoClose
    private final AuthCore pushed = page.beside();

    private final Pushes weChat = new Pushes(pushed);
    private final ScanPage waiting = ScanPage.open(page, Browser.toPage("openid"));

    @Test
    @Tag("T76")
    @Tag("S34")
    void signsInAFollowerWhoScansWhileThePageWaitsAtAnotherNode() {
        Queue<ScanConfirmed> heard = new ConcurrentLinkedQueue<>();
        page.bus.hear(ScanConfirmed.class, heard::add).await();
        UserId known = page.signIn(MINI, "m-scan", "u-scan").user().id();
        page.weChat.platform.follows("o-scan", "u-scan");
        Scans.Ticket ticket = waiting.begin();
        Scans.Progress before = waiting.look();

        weChat.scanned("o-scan", waiting.scene(ticket));

        assertThat(before).isEqualTo(Scans.Progress.WAITING);
        page.eventually(() -> heard.contains(new ScanConfirmed(ticket.key())));
        assertThat(waiting.look()).isEqualTo(Scans.Progress.CONFIRMED);
        assertThat(waiting.signedIn(page.ask(waiting.finishing()))).isEqualTo(known);
    }

    @Test
    @Tag("T76")
    void signsInSomebodyWhoFollowsByScanning() {
        Scans.Ticket ticket = waiting.begin();

        weChat.subscribed("o-new", waiting.scene(ticket));

        assertThat(waiting.look()).isEqualTo(Scans.Progress.CONFIRMED);
        assertThat(waiting.signedIn(page.ask(waiting.finishing()))).isNotNull();
        assertThat(page.rows("SELECT openid FROM identity")).containsExactly("o-new");
    }

    @Test
    @Tag("T76")
    void givesAClientItsCode() {
        ScanPage ofClient = ScanPage.open(page, Browser.toClient("openid"));
        weChat.scanned("o-client", ofClient.scene(ofClient.begin()));

        assertThat(page.ask(ofClient.finishing())).isInstanceOf(Authorization.CodeIssued.class);
    }

    @Test
    @Tag("T76")
    @Tag("S34")
    void countsTheFirstWhoScansAndNobodyElse() {
        Scans.Ticket ticket = waiting.begin();
        weChat.scanned("o-first", waiting.scene(ticket));

        weChat.scanned("o-second", waiting.scene(ticket));

        assertThat(waiting.signedIn(page.ask(waiting.finishing()))).isNotNull();
        assertThat(page.rows("SELECT openid FROM identity")).containsExactly("o-first");
    }

    @Test
    @Tag("T76")
    void ignoresAScanThatIsTooLateOrOfNoLogin() {
        Scans.Ticket ticket = waiting.begin();
        page.clock.advance(ticket.expiresIn());

        weChat.scanned("o-late", waiting.scene(ticket));
        weChat.scanned("o-other", "0123456789abcdef");

        assertThat(waiting.look()).isEqualTo(Scans.Progress.EXPIRED);
        assertThat(page.refusal(waiting.finishing())).isEqualTo(new Problem.StateInvalid());
    }
}

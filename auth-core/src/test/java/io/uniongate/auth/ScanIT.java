package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.SERVICE_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Device;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UserId;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.scan.ScanConfirmed;
import io.uniongate.contract.scan.Scans;
import io.uniongate.contract.session.Sessions;
import io.vertx.core.Future;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A page that waits for somebody to scan, and WeChat telling another node who did. */
class ScanIT {
    private AuthCore page;
    private AuthCore pushed;
    private Pushes weChat;
    private Browser browser;
    private Secret state;

    @BeforeEach
    void start() {
        page = AuthCore.start();
        pushed = page.beside();
        weChat = new Pushes(pushed);
        browser = Browser.of(page);
        state = browser.begin(Browser.toPage("openid"));
    }

    @AfterEach
    void stop() {
        pushed.close();
        page.close();
    }

    @Test
    @Tag("T76")
    @Tag("S34")
    void signsInAFollowerWhoScansWhileThePageWaitsAtAnotherNode() {
        Queue<ScanConfirmed> heard = new ConcurrentLinkedQueue<>();
        page.bus.hear(ScanConfirmed.class, heard::add).await();
        UserId known = page.signIn(MINI, "m-scan", "u-scan").user().id();
        page.weChat.platform.follows("o-scan", "u-scan");
        Scans.Ticket ticket = begin();
        Scans.Progress before = look();

        weChat.scanned("o-scan", scene(ticket));

        assertThat(before).isEqualTo(Scans.Progress.WAITING);
        page.eventually(() -> heard.contains(new ScanConfirmed(ticket.key())));
        assertThat(look()).isEqualTo(Scans.Progress.CONFIRMED);
        assertThat(signedIn(page.ask(finishing()))).isEqualTo(known);
    }

    @Test
    @Tag("T76")
    void signsInSomebodyWhoFollowsByScanning() {
        Scans.Ticket ticket = begin();

        weChat.subscribed("o-new", scene(ticket));

        assertThat(look()).isEqualTo(Scans.Progress.CONFIRMED);
        assertThat(signedIn(page.ask(finishing()))).isNotNull();
        assertThat(page.rows("SELECT openid FROM identity")).containsExactly("o-new");
    }

    @Test
    @Tag("T76")
    void givesAClientItsCode() {
        state = browser.begin(Browser.toClient("openid"));
        weChat.scanned("o-client", scene(begin()));

        assertThat(page.ask(finishing())).isInstanceOf(Authorization.CodeIssued.class);
    }

    @Test
    @Tag("T76")
    @Tag("S34")
    void countsTheFirstWhoScansAndNobodyElse() {
        Scans.Ticket ticket = begin();
        weChat.scanned("o-first", scene(ticket));

        weChat.scanned("o-second", scene(ticket));

        assertThat(signedIn(page.ask(finishing()))).isNotNull();
        assertThat(page.rows("SELECT openid FROM identity")).containsExactly("o-first");
    }

    @Test
    @Tag("T76")
    void ignoresAScanThatIsTooLateOrOfNoLogin() {
        Scans.Ticket ticket = begin();
        page.clock.advance(ticket.expiresIn());

        weChat.scanned("o-late", scene(ticket));
        weChat.scanned("o-other", "0123456789abcdef");

        assertThat(look()).isEqualTo(Scans.Progress.EXPIRED);
        assertThat(page.refusal(finishing())).isEqualTo(new Problem.StateInvalid());
    }

    @Test
    @Tag("S34")
    void isOfNoUseToAnotherBrowser() {
        Browser other = Browser.of(page);
        weChat.scanned("o-bound", scene(begin()));

        assertThat(page.refusal(new Scans.Begin(SERVICE_ACCOUNT, state, other.cookie())))
                .isEqualTo(new Problem.StateInvalid());
        assertThat(page.refusal(new Scans.Look(state, other.cookie()))).isEqualTo(new Problem.StateInvalid());
        assertThat(page.refusal(new Scans.Finish(state, other.cookie(), Device.UNKNOWN)))
                .isEqualTo(new Problem.StateInvalid());
        assertThat(page.count("identity")).isZero();
    }

    @Test
    @Tag("S34")
    void isUsedOnce() {
        assertThat(page.refusal(finishing())).isEqualTo(new Problem.StateInvalid());
        weChat.scanned("o-single", scene(begin()));

        Future.all(page.bus.ask(finishing()), pushed.bus.ask(finishing())).await();

        assertThat(page.refusal(finishing())).isEqualTo(new Problem.StateInvalid());
        assertThat(page.count("session")).isEqualTo(1);
        assertThat(look()).isEqualTo(Scans.Progress.EXPIRED);
    }

    @Test
    void keepsNeitherSceneNorWhoScannedAfterTheLogin() {
        Scans.Ticket ticket = begin();
        String scene = scene(ticket);
        weChat.scanned("o-trace", scene);
        assertThat(signedIn(page.ask(finishing()))).isNotNull();

        assertThat(scene).matches("[A-Za-z0-9]{32}");
        assertThat(page.dump()).doesNotContain(scene);
        assertThat(page.rows("SELECT openid FROM scan_ticket")).containsOnlyNulls();
    }

    @Test
    void givesNoEndlessCodesToOneLogin() {
        IntStream.range(0, 10).forEach(code -> assertThat(begin()).isNotNull());

        assertThat(page.refusal(new Scans.Begin(SERVICE_ACCOUNT, state, browser.cookie())))
                .isEqualTo(new Problem.LoginLoop());
    }

    @Test
    void endsWithTheLoginThatItIsFor() {
        page.clock.advance(Duration.ofMinutes(8));

        assertThat(begin().expiresIn()).isEqualTo(Duration.ofMinutes(2));
    }

    private Scans.Ticket begin() {
        return page.ask(new Scans.Begin(SERVICE_ACCOUNT, state, browser.cookie()));
    }

    private Scans.Progress look() {
        return page.ask(new Scans.Look(state, browser.cookie()));
    }

    private Scans.Finish finishing() {
        return new Scans.Finish(state, browser.cookie(), Device.UNKNOWN);
    }

    private String scene(Scans.Ticket ticket) {
        return page.weChat.platform.scene(ticket.image());
    }

    private UserId signedIn(Authorization.Outcome outcome) {
        Secret cookie = ((Authorization.SessionOpened) outcome).cookie();
        return page.ask(new Sessions.OfCookie(cookie)).orElseThrow().id();
    }
}

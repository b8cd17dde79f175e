package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.OTHER_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.ClientId;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.session.SessionEnded;
import io.uniongate.contract.session.Sessions;
import io.uniongate.contract.signin.SignIn;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Sessions of a mini program: listed, asked about, ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionIT {
    private static final ClientId CLIENT = new ClientId(MINI.value());

    @AutoClose
    private final AuthCore core = AuthCore.start();

    @AutoClose
    private final AuthCore second = core.beside();

    @Test
    @Tag("S14")
    @Tag("T77")
    void endsOneSessionAtOnceOnEveryNodeAndLeavesTheOthers() throws InterruptedException {
        BlockingQueue<SessionId> heard = endsHeardAt(second);
        SignIn.SignedIn ended = core.signIn(MINI, "o-end", null);
        SignIn.SignedIn other = core.signIn(MINI, "o-end", null);
        SessionId session = Claims.session(ended.tokens());

        core.ask(new Sessions.End(ended.user().id(), session));

        assertThat(refreshRefusal(ended)).isEqualTo(new Problem.InvalidGrant());
        assertThat(second.ask(new Sessions.Introspect(ended.tokens().accessToken())))
                .isEmpty();
        assertThat(heardWithin(heard, session)).isTrue();
        assertThat(core.ask(new Sessions.Introspect(other.tokens().accessToken())))
                .isPresent();
        assertThat(core.refresh(MINI, other.tokens().refreshToken()).await()).isNotNull();
    }

    @Test
    @Tag("S15")
    @Tag("T77")
    void endsAllSessionsOfAUserInEveryApp() {
        SignIn.SignedIn here = core.signIn(MINI, "o-all", "u-all");
        SignIn.SignedIn there = core.signIn(OTHER_MINI, "p-all", "u-all");

        core.ask(new Sessions.EndAll(here.user().id()));

        assertThat(List.of(
                        refreshRefusal(here),
                        core.refusal(new Sessions.Refresh(
                                new ClientId(OTHER_MINI.value()), there.tokens().refreshToken()))))
                .containsOnly(new Problem.InvalidGrant());
        assertThat(core.ask(new Sessions.OfUser(here.user().id()))).isEmpty();
        assertThat(core.ask(new Sessions.Introspect(there.tokens().accessToken())))
                .isEmpty();
    }

    @Test
    @Tag("S15")
    @Tag("T77")
    void endsAllSessionsWithTheAccount() throws InterruptedException {
        BlockingQueue<SessionId> heard = endsHeardAt(second);
        SignIn.SignedIn erased = core.signIn(MINI, "o-erase", null);

        core.ask(new Accounts.Erase(erased.user().id()));

        assertThat(refreshRefusal(erased)).isEqualTo(new Problem.InvalidGrant());
        assertThat(core.ask(new Sessions.Introspect(erased.tokens().accessToken())))
                .isEmpty();
        assertThat(heardWithin(heard, Claims.session(erased.tokens()))).isTrue();
        assertThat(core.refusal(new Sessions.OfUser(erased.user().id()))).isEqualTo(new Problem.TokenInvalid());
    }

    private Problem refreshRefusal(SignIn.SignedIn signedIn) {
        return core.refusal(new Sessions.Refresh(CLIENT, signedIn.tokens().refreshToken()));
    }

    private static BlockingQueue<SessionId> endsHeardAt(AuthCore node) {
        BlockingQueue<SessionId> heard = new LinkedBlockingQueue<>();
        node.bus.hear(SessionEnded.class, ended -> heard.add(ended.session())).await();
        return heard;
    }

    private static boolean heardWithin(BlockingQueue<SessionId> heard, SessionId expected) throws InterruptedException {
        SessionId next = heard.poll(20, TimeUnit.SECONDS);
        while (next != null && !next.equals(expected)) {
            next = heard.poll(20, TimeUnit.SECONDS);
        }
        return next != null;
    }
}

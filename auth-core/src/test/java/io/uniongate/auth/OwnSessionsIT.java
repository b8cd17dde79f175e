package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.OTHER_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.Device;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UserId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.session.Sessions;
import io.uniongate.contract.session.TokenPair;
import io.uniongate.contract.signin.SignIn;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The sessions that a user sees, and whose they are. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OwnSessionsIT {
    private static final ClientId CLIENT = new ClientId(MINI.value());
    private static final String PHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.50(0x1800322d)";

    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    @Tag("S16")
    void opensANewSessionAtEverySignIn() {
        List<TokenPair> pairs = List.of(signIn("o-fresh"), signIn("o-fresh"), signIn("o-fresh"));

        assertThat(pairs).extracting(Claims::session).doesNotHaveDuplicates();
        assertThat(pairs).extracting(TokenPair::refreshToken).doesNotHaveDuplicates();
    }

    @Test
    @Tag("S17")
    void showsAUserTheOwnSessionsTheNewestFirst() {
        SignIn.SignedIn first = signInFrom(MINI, "o-list", new Device("203.0.113.77", PHONE));
        core.clock.advance(Duration.ofMinutes(5));
        SignIn.SignedIn later = signInFrom(OTHER_MINI, "p-list", new Device("2001:db8:1:2::3", null));
        core.signIn(MINI, "o-stranger", null);
        core.clock.advance(Duration.ofMinutes(5));
        core.refresh(MINI, first.tokens().refreshToken()).await();

        List<Sessions.View> sessions = core.ask(new Sessions.OfUser(first.user().id()));

        assertThat(sessions)
                .extracting(Sessions.View::id)
                .containsExactly(Claims.session(later.tokens()), Claims.session(first.tokens()));
        Sessions.View oldest = sessions.get(1);
        assertThat(oldest.device()).isEqualTo("iPhone, WeChat 8.0");
        assertThat(oldest.ipPrefix()).isEqualTo("203.0.113.0/24");
        assertThat(oldest.appId()).isEqualTo(MINI);
        assertThat(oldest.clientId()).isEqualTo(CLIENT);
        assertThat(Duration.between(oldest.createdAt(), oldest.lastUsedAt())).isEqualTo(Duration.ofMinutes(10));
        assertThat(sessions.get(0).ipPrefix()).isEqualTo("2001:db8:1:0:0:0:0:0/48");
    }

    @Test
    @Tag("S17")
    void letsNobodyEndTheSessionOfSomebodyElse() {
        SignIn.SignedIn victim = core.signIn(MINI, "o-victim", null);
        UserId attacker = core.signIn(MINI, "o-attacker", null).user().id();

        Problem refusal = core.refusal(new Sessions.End(attacker, Claims.session(victim.tokens())));

        assertThat(refusal).isEqualTo(new Problem.NotFound());
        assertThat(core.ask(new Sessions.Introspect(victim.tokens().accessToken())))
                .isPresent();
    }

    private TokenPair signIn(String openId) {
        return core.signIn(MINI, openId, null).tokens();
    }

    private SignIn.SignedIn signInFrom(AppId app, String openId, Device device) {
        Secret code = core.weChat.code(openId, "u-list");
        return (SignIn.SignedIn) core.ask(new SignIn.WithMiniProgramCode(app, code, null, device));
    }
}

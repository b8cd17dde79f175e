package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.OTHER_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.Device;
import io.uniongate.contract.Secret;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.session.SessionEnded;
import io.uniongate.contract.session.Sessions;
import io.uniongate.contract.session.TokenPair;
import io.uniongate.contract.signin.SignIn;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Sessions of a mini program: listed, asked about, ended. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionIT {
    private static final ClientId CLIENT = new ClientId(MINI.value());
    private static final String PHONE =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 MicroMessenger/8.0.50(0x1800322d)";

    private final AuthCore core = AuthCore.start();
    private final AuthCore second = core.beside();

    @AfterAll
    void stop() {
        second.close();
        core.close();
    }

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

    @Test
    void revokesTheSessionOfEitherTokenOfTheClient() {
        TokenPair byRefreshToken = signIn("o-revoke");
        TokenPair byAccessToken = signIn("o-revoke");

        core.ask(new Sessions.Revoke(CLIENT, byRefreshToken.refreshToken()));
        core.ask(new Sessions.Revoke(CLIENT, byAccessToken.accessToken()));

        assertThat(core.ask(new Sessions.Introspect(byRefreshToken.accessToken())))
                .isEmpty();
        assertThat(core.ask(new Sessions.Introspect(byAccessToken.refreshToken())))
                .isEmpty();
    }

    @Test
    void revokesNothingForAForeignClientOrAnUnknownToken() {
        TokenPair pair = signIn("o-foreign");
        long events = core.count("event");

        core.ask(new Sessions.Revoke(new ClientId(OTHER_MINI.value()), pair.refreshToken()));
        core.ask(new Sessions.Revoke(new ClientId(OTHER_MINI.value()), pair.accessToken()));
        core.ask(new Sessions.Revoke(CLIENT, new Secret("nonsense")));
        core.ask(new Sessions.Revoke(CLIENT, new Secret("")));

        assertThat(core.ask(new Sessions.Introspect(pair.accessToken()))).isPresent();
        assertThat(core.count("event")).isEqualTo(events);
    }

    @Test
    void tellsWhatAnActiveTokenIsGoodFor() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o-active", null);
        TokenPair pair = signedIn.tokens();

        Sessions.Active access =
                core.ask(new Sessions.Introspect(pair.accessToken())).orElseThrow();
        Sessions.Active refresh =
                core.ask(new Sessions.Introspect(pair.refreshToken())).orElseThrow();

        assertThat(access)
                .isEqualTo(new Sessions.Active(
                        "access_token",
                        signedIn.user().id(),
                        Claims.session(pair),
                        CLIENT,
                        pair.scope(),
                        core.clock.instant().plus(pair.expiresIn())));
        assertThat(refresh.tokenType()).isEqualTo("refresh_token");
        assertThat(refresh.expiresAt()).isEqualTo(core.clock.instant().plus(pair.refreshExpiresIn()));
    }

    @Test
    void callsATokenInactiveThatRanOutWasRotatedOrIsNone() {
        TokenPair pair = signIn("o-inactive");
        TokenPair next = core.refresh(MINI, pair.refreshToken()).await();
        core.clock.advance(pair.expiresIn());

        List<Secret> tokens = List.of(
                pair.accessToken(), pair.refreshToken(), new Secret("a.b.c"), new Secret("eyJhbGciOiJub25lIn0.e30."));

        assertThat(tokens)
                .allSatisfy(token ->
                        assertThat(core.ask(new Sessions.Introspect(token))).isEmpty());
        assertThat(core.ask(new Sessions.Introspect(next.refreshToken()))).isPresent();
    }

    private TokenPair signIn(String openId) {
        return core.signIn(MINI, openId, null).tokens();
    }

    private SignIn.SignedIn signInFrom(AppId app, String openId, Device device) {
        Secret code = core.weChat.code(openId, "u-list");
        return (SignIn.SignedIn) core.ask(new SignIn.WithMiniProgramCode(app, code, null, device));
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

package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.OTHER_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.ClientId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.session.Sessions;
import io.uniongate.contract.session.TokenPair;
import io.uniongate.contract.signin.SignIn;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Tokens asked about (RFC 7662) and given back (RFC 7009). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TokenStatusIT {
    private static final ClientId CLIENT = new ClientId(MINI.value());

    @AutoClose
    private final AuthCore core = AuthCore.start();

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
}

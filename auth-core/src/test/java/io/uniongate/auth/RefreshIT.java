package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.AuthCore.OTHER_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.session.TokenPair;
import io.uniongate.contract.signin.SignIn;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RefreshIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    @Tag("S11")
    void refusesAnotherClientsTokenAndLeavesItAsItIs() {
        TokenPair pair = signIn("o-client");
        List<@Nullable String> before = row(pair);

        Problem refusal = AuthCore.refusal(core.refresh(OTHER_MINI, pair.refreshToken()));

        assertThat(refusal).isEqualTo(new Problem.InvalidGrant());
        assertThat(row(pair)).isEqualTo(before);
        assertThat(core.refresh(MINI, pair.refreshToken()).await().refreshToken())
                .isNotEqualTo(pair.refreshToken());
    }

    @Test
    @Tag("S12")
    void writesNothingForATokenThatIsForgedTruncatedOrAheadOfOurs() {
        TokenPair pair = signIn("o-forged");
        String token = pair.refreshToken().reveal();
        char flipped = token.charAt(40) == 'A' ? 'B' : 'A';
        Secret ahead = core.sessionTokens().refreshToken(Claims.session(pair), 1);
        List<@Nullable String> before = row(pair);

        Stream<String> tokens = Stream.of(
                token.substring(0, 40) + flipped + token.substring(41),
                token.substring(0, token.length() - 1),
                token.substring(0, 20),
                token + "AAAA",
                ahead.reveal(),
                "not base64 at all!",
                "");

        assertThat(tokens)
                .allSatisfy(forged -> assertThat(AuthCore.refusal(core.refresh(MINI, new Secret(forged))))
                        .isEqualTo(new Problem.InvalidGrant()));
        assertThat(row(pair)).isEqualTo(before);
        assertThat(ReuseIT.detected(core, pair)).isZero();
    }

    @Test
    @Tag("S13")
    void endsWithASessionThatNobodyUsed() {
        TokenPair pair = signIn("o-idle");

        core.clock.advance(AuthCore.SETTINGS.refreshTokenTtl());

        assertThat(AuthCore.refusal(core.refresh(MINI, pair.refreshToken()))).isEqualTo(new Problem.InvalidGrant());
    }

    @Test
    @Tag("S13")
    void neverMovesTheAbsoluteEndByRotation() {
        TokenPair pair = signIn("o-absolute");
        List<@Nullable String> end = absoluteEnd(pair);
        Duration step = Duration.ofDays(25);

        for (int refreshes = 0; refreshes < 14; refreshes++) {
            core.clock.advance(step);
            pair = core.refresh(MINI, pair.refreshToken()).await();
        }

        assertThat(absoluteEnd(pair)).isEqualTo(end);
        assertThat(pair.refreshExpiresIn()).isEqualTo(AuthSettings.LONGEST_SESSION.minus(step.multipliedBy(14)));
        core.clock.advance(pair.refreshExpiresIn());
        assertThat(AuthCore.refusal(core.refresh(MINI, pair.refreshToken()))).isEqualTo(new Problem.InvalidGrant());
    }

    @Test
    void goesToTheSurvivorAfterAMerge() {
        SignIn.SignedIn older = core.signIn(MINI, "o-merge", null);
        core.clock.advance(Duration.ofSeconds(1));
        SignIn.SignedIn younger = core.signIn(OTHER_MINI, "p-merge", "u-merge");
        core.signIn(MINI, "o-merge", "u-merge");

        TokenPair refreshed =
                core.refresh(OTHER_MINI, younger.tokens().refreshToken()).await();

        assertThat(Claims.subject(refreshed)).isEqualTo(older.user().id());
        assertThat(Claims.session(refreshed)).isEqualTo(Claims.session(younger.tokens()));
    }

    private TokenPair signIn(String openId) {
        return core.signIn(MINI, openId, null).tokens();
    }

    private List<@Nullable String> absoluteEnd(TokenPair pair) {
        return core.rows(
                "SELECT absolute_expires_at FROM session WHERE id = $1",
                Claims.session(pair).value());
    }

    /** With its xmin, which changes with every write. */
    private List<@Nullable String> row(TokenPair pair) {
        return core.rows(
                "SELECT s.xmin::text || s::text FROM session s WHERE id = $1",
                Claims.session(pair).value());
    }
}

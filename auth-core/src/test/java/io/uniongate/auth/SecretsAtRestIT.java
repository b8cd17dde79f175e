package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.CAREFUL_MINI;
import static io.uniongate.auth.AuthCore.MINI;
import static io.uniongate.auth.FakeWeChat.SESSION_KEY;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Device;
import io.uniongate.contract.Profile;
import io.uniongate.contract.Secret;
import io.uniongate.contract.account.Accounts;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.signin.SignIn;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Secrets in the database: sealed, each to its owner. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SecretsAtRestIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    @Tag("S31")
    void opensNoSessionKeyThatWasSealedForAnotherIdentity() {
        SignIn.SignedIn victim = core.signIn(MINI, "o-victim", null);
        core.signIn(MINI, "o-thief", null);
        core.update("""
                UPDATE wechat_session_key SET key_enc = (SELECT k.key_enc
                    FROM wechat_session_key k JOIN identity i ON i.id = k.identity_id WHERE i.openid = 'o-thief')
                WHERE identity_id = (SELECT id FROM identity WHERE openid = 'o-victim')
                """);

        assertThat(core.refusal(VerifiedProfileIT.change(core, victim, "o-victim", null)))
                .isEqualTo(new Problem.SessionKeyStale());

        core.clock.advance(Duration.ofSeconds(1));
        SignIn.SignedIn again = core.signIn(MINI, "o-victim", null);
        assertThat(core.ask(VerifiedProfileIT.change(core, again, "o-victim", null))
                        .nickName())
                .isEqualTo("Ada");
    }

    @Test
    @Tag("S5")
    @Tag("S31")
    void keepsNoSecretInClearInAnyTable() {
        SignIn.SignedIn signedIn = core.signIn(MINI, "o-dump", "u-dump");
        Secret code = core.weChat.code("o-dump-pending", null);
        Secret key = new Secret("idempotency");
        var pending = (SignIn.ProfileRequired)
                core.ask(new SignIn.WithMiniProgramCode(CAREFUL_MINI, code, key, Device.UNKNOWN));
        Secret kept = core.weChat.code("o-dump", "u-dump");
        var outcome = (SignIn.SignedIn) core.ask(new SignIn.WithMiniProgramCode(MINI, kept, key, Device.UNKNOWN));
        core.ask(new Accounts.ChangeProfile(signedIn.user().id(), new Profile("in clear", null)));

        String dump = core.dump();

        assertThat(dump).contains("in clear", "o-dump").containsPattern("\"+x\"+ *:");
        assertThat(dump)
                .doesNotContain(SESSION_KEY.reveal(), hex(SESSION_KEY), rawHex(SESSION_KEY))
                .doesNotContain(
                        code.reveal() + "\"",
                        kept.reveal() + "\"",
                        pending.session().reveal())
                .doesNotContain(
                        outcome.tokens().refreshToken().reveal(),
                        hex(outcome.tokens().refreshToken()))
                .doesNotContain("PRIVATE KEY", "idempotency")
                .doesNotContainPattern("\"+d\"+ *:")
                .doesNotContainPattern("\"+k\"+ *:");
    }

    private static String hex(Secret secret) {
        return HexFormat.of().formatHex(secret.reveal().getBytes(StandardCharsets.UTF_8));
    }

    private static String rawHex(Secret secret) {
        return HexFormat.of().formatHex(Base64.getDecoder().decode(secret.reveal()));
    }
}

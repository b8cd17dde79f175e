package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.CAREFUL_MINI;
import static io.uniongate.app.flow.Gate.CLIENT;
import static io.uniongate.app.flow.Gate.MINI;
import static io.uniongate.app.flow.Gate.OTHER_MINI;
import static io.uniongate.app.flow.Gate.SERVICE_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import io.uniongate.simulator.EncryptedProfile;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The flows that this project exists for, as front ends write them. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FlowIT {
    @AutoClose
    private final Gate gate = Gate.open();

    @Test
    @Tag("F1")
    void asksAnUnknownPersonForTheProfileAndKnowsThemFromThenOn() {
        Phone phone = gate.phone("xiaoming");
        phone.person.change(user -> user.withNickname("小明").withAvatarUrl("https://wx.qlogo.cn/ming"));

        Answer unknown = phone.opens(CAREFUL_MINI);
        Answer registered = phone.registers(unknown.text("session"), phone.person.encryptedProfile(CAREFUL_MINI));
        Answer me = phone.me(registered.text("access_token"));
        Answer known = phone.opens(CAREFUL_MINI);

        assertThat(unknown.text("status")).isEqualTo("profile_required");
        assertThat(registered.status()).isEqualTo(200);
        assertThat(registered.json().getBoolean("isNewUser")).isTrue();
        assertThat(me.text("nickName")).isEqualTo("小明");
        assertThat(me.text("avatarUrl")).isEqualTo("https://wx.qlogo.cn/ming");
        assertThat(known.text("status")).isEqualTo("signed_in");
        assertThat(known.userId()).isEqualTo(me.text("id"));
        assertThat(phone.registers(unknown.text("session"), phone.person.encryptedProfile(CAREFUL_MINI))
                        .code())
                .isEqualTo("REGISTRATION_EXPIRED");
    }

    @Test
    @Tag("F3")
    @Tag("T01")
    @Tag("S6")
    void carriesATokenThatAnybodyVerifiesAndThatIsRefreshedWhenItHasExpired() throws Exception {
        Phone phone = gate.phone("xiaohong");

        Answer login = phone.opens(MINI);
        SignedJWT token = SignedJWT.parse(login.text("access_token"));
        JWKSet keys = JWKSet.parse(phone.client.get("/.well-known/jwks.json").body());
        Answer refreshed = phone.refreshes(MINI, login.text("refresh_token"));

        assertThat(token.verify(new ECDSAVerifier(
                        keys.getKeyByKeyId(token.getHeader().getKeyID()).toECKey())))
                .isTrue();
        assertThat(token.getHeader().getType().getType()).isEqualTo("at+jwt");
        assertThat(token.getJWTClaimsSet().getClaims().keySet())
                .contains("sub", "sid", "client_id", "jti", "iat", "exp", "aud", "iss", "amr", "auth_time");
        assertThat(login.body() + token.getPayload())
                .doesNotContain(phone.person.sessionKeyIn(MINI))
                .doesNotContain(phone.person.openIdIn(MINI))
                .doesNotContain(phone.person.unionIdIn(MINI).orElseThrow());
        assertThat(phone.me(refreshed.text("access_token")).text("id")).isEqualTo(login.userId());
        assertThat(login.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    @Tag("F4")
    void keepsOnePersonOneUserOverSeveralAppsAndALateUnionid() {
        Phone phone = gate.phone("laowang");
        phone.person.change(user -> user.withNickname("老王"));
        gate.weChat.app(OTHER_MINI).unbind();

        String inMini = phone.opens(MINI).userId();
        Answer withoutUnionid = phone.opens(OTHER_MINI);
        gate.weChat.app(OTHER_MINI).bindTo("main");
        String late = phone.opens(OTHER_MINI).userId();
        Answer page = phone.browser.redeems(Browser.code(phone.browser.logsIn("openid profile")));

        assertThat(withoutUnionid.userId()).isNotEqualTo(inMini);
        assertThat(late).isEqualTo(inMini);
        assertThat(phone.me(withoutUnionid.text("access_token")).text("id")).isEqualTo(inMini);
        assertThat(phone.me(page.text("access_token")).text("id")).isEqualTo(inMini);
        assertThat(phone.me(page.text("access_token")).text("nickName")).isEqualTo("老王");
        assertThat(phone.client
                        .get("/users/me/identities", Client.bearer(page.text("access_token")))
                        .json()
                        .getJsonArray("identities"))
                .hasSize(3);
    }

    @Test
    @Tag("F4")
    void letsTheUnionidOfTheDecryptedDataDecide() {
        Phone phone = gate.phone("xiaoli");
        String known = phone.opens(MINI).userId();
        gate.weChat
                .next("code2session")
                .forUser("xiaoli")
                .answers(JsonObject.of(
                                "openid",
                                phone.person.openIdIn(CAREFUL_MINI),
                                "session_key",
                                "HyVFkGl5F5OQWJZZaNzBBg==")
                        .encode());
        phone.person.change(user -> user.withSessionKey(CAREFUL_MINI, "HyVFkGl5F5OQWJZZaNzBBg=="));

        Answer unknown = phone.opens(CAREFUL_MINI);
        EncryptedProfile profile = phone.person.encryptedProfile(CAREFUL_MINI);
        Answer registered = phone.registers(unknown.text("session"), profile);

        assertThat(registered.userId()).isEqualTo(known);
        assertThat(registered.json().getBoolean("isNewUser")).isFalse();
    }

    @Test
    @Tag("F5")
    @Tag("T41")
    @Tag("T34")
    void logsAPageInSilentlyFirstAndWithTheProfileLater() {
        Phone phone = gate.phone("xiaofang");
        phone.person.change(user -> user.withNickname("小芳"));

        Answer base = phone.browser.logsIn("openid");
        Answer silent = phone.browser.redeems(Browser.code(base));
        Answer full = phone.browser.redeems(Browser.code(phone.browser.logsIn("openid profile")));
        String inMini = phone.opens(MINI).userId();

        assertThat(base.status()).isEqualTo(302);
        assertThat(Browser.query(base.header("location")))
                .containsEntry("state", "client-state")
                .containsEntry("iss", gate.url);
        assertThat(silent.text("id_token")).isNotBlank();
        assertThat(gate.rows(
                        "SELECT count(*) FROM identity WHERE app_id = $1 AND openid = $2",
                        SERVICE_ACCOUNT,
                        phone.person.openIdIn(SERVICE_ACCOUNT)))
                .containsExactly("1");
        assertThat(phone.me(full.text("access_token")).text("id"))
                .isEqualTo(phone.me(silent.text("access_token")).text("id"))
                .isEqualTo(inMini);
        assertThat(phone.me(full.text("access_token")).text("nickName")).isEqualTo("小芳");
        assertThat(phone.client
                        .form(
                                "/oauth2/token",
                                Map.of(
                                        "grant_type",
                                        "refresh_token",
                                        "client_id",
                                        CLIENT,
                                        "refresh_token",
                                        full.text("refresh_token")))
                        .status())
                .isEqualTo(200);
    }
}

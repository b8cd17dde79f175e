package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.MINI;
import static io.uniongate.app.flow.Gate.SERVICE_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Flow F5 b: who follows the service account is known by {@code cgi-bin/user/info}, with no page to consent to. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FollowerFlowIT {
    @AutoClose
    private final Gate gate = Gate.open();

    @Test
    @Tag("F5")
    @Tag("S28")
    void knowsAFollowerFromTheMiniProgramByASilentLogin() {
        Phone phone = gate.phone("xiaoyan");
        phone.person.follows(SERVICE_ACCOUNT).await();
        String inMini = phone.opens(MINI).userId();

        String token = silentLogin(phone);

        assertThat(phone.me(token).text("id")).isEqualTo(inMini);
        assertThat(account(phone, token)).containsEntry("follows", true);
        assertThat(gate.weChat.requests().taken("/sns/userinfo")).isEmpty();
    }

    @Test
    @Tag("F5")
    void takesWhoDoesNotFollowForSomebodyWhoOnlyDoesNotFollow() {
        Phone phone = gate.phone("laoli");
        String inMini = phone.opens(MINI).userId();

        String token = silentLogin(phone);

        assertThat(phone.me(token).text("id")).isNotEqualTo(inMini);
        assertThat(account(phone, token)).containsEntry("follows", false);
    }

    @Test
    @Tag("F5")
    @Tag("S32")
    void fetchesTheAccountsTokenOnceForEverybody() {
        silentLogin(gate.phone("xiaogang"));
        silentLogin(gate.phone("xiaoming"));

        assertThat(gate.weChat.requests().taken("stable_token"))
                .filteredOn(request -> SERVICE_ACCOUNT.equals(request.app()))
                .hasSize(1);
    }

    @CanIgnoreReturnValue
    private static String silentLogin(Phone phone) {
        return phone.browser
                .redeems(Browser.code(phone.browser.logsIn("openid")))
                .text("access_token");
    }

    /** What the person is told of the account among the linked apps. */
    private static Map<String, Object> account(Phone phone, String token) {
        return phone.client.get("/users/me/identities", Client.bearer(token)).json().getJsonArray("identities").stream()
                .map(JsonObject.class::cast)
                .filter(identity -> SERVICE_ACCOUNT.equals(identity.getString("appId")))
                .findFirst()
                .orElseThrow()
                .getMap();
    }
}

package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.MINI;
import static io.uniongate.app.flow.Gate.OTHER_MINI;
import static io.uniongate.app.flow.Gate.SERVICE_ACCOUNT;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.simulator.PushSettings;
import io.uniongate.simulator.SimulatedComponent;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A mini program and a service account that authorised a third-party platform, beside apps with secrets of their own. */
class ComponentFlowIT {
    private Gate gate;
    private SimulatedComponent platform;
    private Phone phone;

    @BeforeEach
    void open() {
        gate = Gate.open(Leased::through);
        platform = Leased.platform(gate.weChat, gate.url);
        phone = gate.phone("xiaoming");
    }

    @AfterEach
    void close() {
        gate.close();
    }

    @Test
    void knowsWhoComesThroughThePlatformFromAnAppWithoutOne() {
        assertThat(platform.pushesTicket().await().arrived()).isTrue();
        String inOwnApp = phone.opens(MINI).userId();

        String inLeasedApp = phone.opens(OTHER_MINI).userId();
        Answer departure = phone.browser.opens(phone.browser.authorizeUrl("openid profile"));
        Answer landing = phone.browser.opens(phone.person.approves(departure.header("location")));
        String token = phone.browser.redeems(Browser.code(landing)).text("access_token");

        assertThat(inLeasedApp).isEqualTo(inOwnApp);
        assertThat(phone.me(token).text("id")).isEqualTo(inOwnApp);
        assertThat(gate.rows("SELECT id FROM users")).containsExactly(inOwnApp);
        assertThat(departure.header("location")).endsWith("&component_appid=" + Leased.PLATFORM + "#wechat_redirect");
        assertThat(gate.weChat.requests().taken("component/code2session")).hasSize(1);
        assertThat(gate.weChat.requests().taken("component/access_token")).hasSize(1);
        assertThat(gate.weChat.requests().taken("api_component_token")).hasSize(1);
    }

    @Test
    void saysThatTheTicketIsMissingUntilWeChatPushesOne() {
        Answer before = phone.opens(OTHER_MINI);

        boolean arrived = platform.pushesTicket().await().arrived();
        Answer after = phone.opens(OTHER_MINI);

        assertThat(before.status()).isEqualTo(503);
        assertThat(before.text("code")).isEqualTo("COMPONENT_TICKET_MISSING");
        assertThat(before.header("retry-after")).isEqualTo("60");
        assertThat(arrived).isTrue();
        assertThat(after.status()).isEqualTo(200);
    }

    @Test
    void refusesWhatTakesASecretOfTheApp() {
        platform.pushesTicket().await();
        String token = phone.opens(OTHER_MINI).text("access_token");

        Answer phoneNumber = phone.showsNumber(token, phone.person.tapsPhoneButton(OTHER_MINI));
        Answer check = phone.client.post("/miniprogram/session/check", new JsonObject(), Client.bearer(token));
        Answer oldNumber = phone.showsNumber(token, phone.person.encryptedPhone(OTHER_MINI));

        assertThat(phoneNumber.status()).isEqualTo(500);
        assertThat(phoneNumber.text("code")).isEqualTo("APP_SECRET_MISSING");
        assertThat(check.text("code")).isEqualTo("APP_SECRET_MISSING");
        assertThat(oldNumber.status()).isEqualTo(200);
    }

    @Test
    void logsAFollowerInWithoutAskingWhoThatIs() {
        platform.pushesTicket().await();
        phone.person.follows(SERVICE_ACCOUNT).await();

        Answer landing = phone.browser.logsIn("openid");
        Answer scan = new Browser(phone.client, phone.person, "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0")
                .opens(phone.browser.authorizeUrl("openid") + "&login_method=scan");

        assertThat(Browser.query(landing.header("location"))).containsKey("code");
        assertThat(Browser.query(scan.header("location"))).containsEntry("error", "invalid_request");
        assertThat(gate.weChat.requests().taken("stable_token")).isEmpty();
    }

    @Test
    @Tag("T64")
    void takesTheEventsOfItsAppsSealedForThePlatform() {
        PushSettings forPlatform =
                PushSettings.aes(gate.url + "/wechat/push/" + SERVICE_ACCOUNT, Leased.PUSH_TOKEN, Leased.PUSH_KEY);
        gate.weChat.app(SERVICE_ACCOUNT).pushesTo(forPlatform);

        boolean sealedForTheApp = phone.person.follows(SERVICE_ACCOUNT).await().arrived();
        gate.weChat.app(SERVICE_ACCOUNT).pushesTo(forPlatform.withSealedFor(Leased.PLATFORM));
        boolean sealedForThePlatform =
                phone.person.unfollows(SERVICE_ACCOUNT).await().arrived();

        assertThat(sealedForTheApp).isFalse();
        assertThat(sealedForThePlatform).isTrue();
    }
}

package io.uniongate.app.flow;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.uniongate.simulator.EncryptedPhone;
import io.uniongate.simulator.EncryptedProfile;
import io.uniongate.simulator.SimulatedUser;
import io.vertx.core.json.JsonObject;
import java.util.Map;

/** A person with a phone: opens mini programs and pages, and keeps what they are given. */
final class Phone {
    static final String USER_AGENT =
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 Mobile MicroMessenger/8.0.44";

    final SimulatedUser person;
    final Client client;
    final Browser browser;

    Phone(Client client, SimulatedUser person) {
        this.person = person;
        this.client = client;
        this.browser = new Browser(client, person);
    }

    /** wx.login and the server's answer to its code. */
    @CanIgnoreReturnValue
    Answer opens(String appId) {
        return login(appId, person.login(appId));
    }

    @CanIgnoreReturnValue
    Answer login(String appId, String code, String... headers) {
        return client.post("/miniprogram/login", JsonObject.of("appId", appId, "code", code), headers);
    }

    @CanIgnoreReturnValue
    Answer registers(String session, EncryptedProfile profile) {
        return client.post("/miniprogram/register", profile(profile).put("session", session));
    }

    /** wx.login with a code that the server is never sent: the session_key that it knows is dead from now on. */
    @CanIgnoreReturnValue
    String logsInUnheard(String appId) {
        return person.login(appId);
    }

    /** Whether the login state that a token stands for still holds at WeChat. */
    @CanIgnoreReturnValue
    boolean checks(String accessToken) {
        Answer answer = client.post("/miniprogram/session/check", new JsonObject(), Client.bearer(accessToken));
        return Boolean.parseBoolean(answer.text("valid"));
    }

    /** The code of the phone number button. */
    @CanIgnoreReturnValue
    Answer showsNumber(String accessToken, String code) {
        return client.post("/miniprogram/phone", JsonObject.of("code", code), Client.bearer(accessToken));
    }

    /** What the button gave before it had codes. */
    @CanIgnoreReturnValue
    Answer showsNumber(String accessToken, EncryptedPhone phone) {
        return client.post(
                "/miniprogram/phone",
                JsonObject.of("encryptedData", phone.encryptedData(), "iv", phone.iv()),
                Client.bearer(accessToken));
    }

    @CanIgnoreReturnValue
    Answer me(String accessToken) {
        return client.get("/users/me", Client.bearer(accessToken));
    }

    @CanIgnoreReturnValue
    Answer refreshes(String appId, String refreshToken) {
        return client.form(
                "/oauth2/token",
                Map.of("grant_type", "refresh_token", "client_id", appId, "refresh_token", refreshToken));
    }

    static JsonObject profile(EncryptedProfile profile) {
        return JsonObject.of(
                "rawData", profile.rawData(),
                "signature", profile.signature(),
                "encryptedData", profile.encryptedData(),
                "iv", profile.iv());
    }
}

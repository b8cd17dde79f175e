package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.MINI;
import static io.uniongate.app.flow.Gate.OTHER_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What one caller may ask, and what a refusal tells him. */
class LimitsIT {
    private static final List<String> OF_ONE_ANSWER = List.of("x-request-id", "date");

    @Test
    void refusesWhoLogsInTooOften() {
        try (Gate gate = Gate.open(LimitsIT::limited)) {
            Phone phone = gate.phone("xiaoming");
            Answer first = phone.opens(MINI);
            Answer second = phone.opens(MINI);

            Answer third = phone.opens(MINI);

            assertThat(List.of(first.status(), second.status())).containsOnly(200);
            assertThat(third.status()).isEqualTo(429);
            assertThat(third.code()).isEqualTo("RATE_LIMITED");
            assertThat(third.header("retry-after")).matches("[1-9]\\d*");
            assertThat(phone.me(first.text("access_token")).status()).isEqualTo(200);
        }
    }

    @Test
    void countsTheTokenEndpointOnItsOwnAndRefusesTheOAuthWay() {
        try (Gate gate = Gate.open(LimitsIT::limited)) {
            Phone phone = gate.phone("xiaoming");
            Answer login = phone.opens(MINI);

            Answer refreshed = phone.refreshes(MINI, login.text("refresh_token"));
            Answer again = phone.refreshes(MINI, refreshed.text("refresh_token"));

            assertThat(refreshed.status()).isEqualTo(200);
            assertThat(again.status()).isEqualTo(429);
            assertThat(again.text("error")).isEqualTo("temporarily_unavailable");
            assertThat(again.header("retry-after")).matches("[1-9]\\d*");
        }
    }

    @Test
    @Tag("S43")
    void believesNobodyWhoNamesAnotherAddress() {
        try (Gate gate = Gate.open(LimitsIT::limited)) {
            Phone phone = gate.phone("xiaoming");
            Answer first = loginFrom(phone, "203.0.113.1");
            Answer second = loginFrom(phone, "203.0.113.2");

            Answer third = loginFrom(phone, "203.0.113.3");

            assertThat(List.of(first.status(), second.status(), third.status())).containsExactly(200, 200, 429);
            assertThat(gate.rows("SELECT DISTINCT ip_prefix FROM session")).containsExactly("127.0.0.0/24");
        }
    }

    @Test
    @Tag("S43")
    void countsForAddressesThatATrustedProxyNames() {
        try (Gate gate = Gate.open(yaml -> limited(yaml).replace("http: {", "http: { trustedProxies: [127.0.0.1],"))) {
            Phone phone = gate.phone("xiaoming");

            List<Integer> statuses = List.of(
                    loginFrom(phone, "203.0.113.1").status(),
                    loginFrom(phone, "203.0.113.1").status(),
                    loginFrom(phone, "203.0.113.1").status(),
                    loginFrom(phone, "203.0.113.2").status());

            assertThat(statuses).containsExactly(200, 200, 429, 200);
        }
    }

    @Test
    @Tag("S43")
    void isNobodyElseForAForgedHeader() {
        try (Gate gate = Gate.open()) {
            Phone phone = gate.phone("xiaoming");
            String[] forged = {
                "X-Forwarded-Host", "evil.example", "X-Forwarded-Proto", "https", "Forwarded", "host=evil.example"
            };

            Answer discovery = phone.client.get("/.well-known/openid-configuration", forged);
            Answer departure = phone.client.get(phone.browser.authorizeUrl("openid"), forged);
            Answer inWeChat = phone.client.get(
                    phone.browser.authorizeUrl("openid"),
                    "User-Agent",
                    Phone.USER_AGENT,
                    "X-Forwarded-Host",
                    "evil.example");

            assertThat(discovery.text("issuer")).isEqualTo(gate.url);
            assertThat(discovery.body() + departure.header("location") + departure.body() + inWeChat.header("location"))
                    .contains(Client.encode(gate.url + "/oauth2/wechat/callback"))
                    .doesNotContain("evil.example");
        }
    }

    @Test
    @Tag("S55")
    void tellsNotWhetherWhoFailedToLogInIsKnown() {
        try (Gate gate = Gate.open()) {
            Phone known = gate.phone("xiaoming");
            Phone unknown = gate.phone("nobody");
            known.opens(MINI);
            known.opens(OTHER_MINI);

            for (int errcode : List.of(40029, 40163, 40226, 45011)) {
                gate.weChat.next("code2session").times(2).fails(errcode);

                Answer ofKnown = known.opens(MINI);
                Answer ofUnknown = unknown.opens(MINI);

                assertThat(ofKnown.status()).isGreaterThanOrEqualTo(400);
                assertThat(told(ofKnown)).isEqualTo(told(ofUnknown));
            }
            assertThat(told(usedUp(known))).isEqualTo(told(unknown.login(MINI, "neverIssuedToAnybody")));
        }
    }

    private static Answer usedUp(Phone phone) {
        String code = phone.person.login(MINI);
        assertThat(phone.login(MINI, code).status()).isEqualTo(200);
        return phone.login(MINI, code);
    }

    /** All that an answer says but for what no two answers share. */
    private static Map<String, Object> told(Answer answer) {
        Map<String, Object> told = new TreeMap<>(answer.response().headers().map());
        OF_ONE_ANSWER.forEach(told::remove);
        JsonObject body = answer.json();
        body.remove("requestId");
        told.put("status", answer.status());
        told.put("body", body);
        return told;
    }

    private static Answer loginFrom(Phone phone, String address) {
        return phone.login(MINI, phone.person.login(MINI), "X-Forwarded-For", address);
    }

    private static String limited(String yaml) {
        return yaml.replace(
                "rateLimits: { enabled: false }", "rateLimits: { enabled: true, loginPerIp: 2/h, tokenPerIp: 1/h }");
    }
}

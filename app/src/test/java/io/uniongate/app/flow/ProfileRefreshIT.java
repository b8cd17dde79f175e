package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.CLIENT;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.uniongate.contract.MovingClock;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A page that wants its people's profiles fresh, days after they logged in. */
class ProfileRefreshIT {
    private final MovingClock clock = MovingClock.running();

    @AutoClose
    private final Gate gate = Gate.open(Gate::withProfileRefresh, clock);

    private final Phone phone = gate.phone("xiaofang");
    private String refreshToken = "";

    @Test
    void showsANewNicknameADayLaterWithoutAnotherLogin() {
        phone.person.change(user -> user.withNickname("小芳"));
        logIn();
        phone.person.change(user -> user.withNickname("芳芳").withAvatarUrl("https://wx.qlogo.cn/fang"));
        dayPasses();
        String token = accessToken();

        Answer first = userinfo(token);

        assertThat(first.text("nickname")).isEqualTo("小芳");
        eventually(() -> userinfo(token).text("nickname").equals("芳芳"));
        assertThat(phone.me(token).text("avatarUrl")).isEqualTo("https://wx.qlogo.cn/fang");
        assertThat(gate.weChat.requests().count("refresh_token")).isEqualTo(1);
        assertThat(reauthorize(token)).isFalse();
    }

    static Stream<Arguments> ends() {
        return Stream.of(
                Arguments.of(
                        "invalid", end(gate -> gate.weChat.next("refresh_token").fails(40030))),
                Arguments.of("expired", end(gate -> gate.weChat.clock().advance(Duration.ofDays(31)))),
                Arguments.of(
                        "password-changed",
                        end(gate -> gate.weChat.user("xiaofang").changesPassword())));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("ends")
    @Tag("T46")
    void asksForAnotherConsentWhenWeChatEndedTheGrantAndKeepsTheSession(String reason, Consumer<Gate> end) {
        logIn();
        dayPasses();
        end.accept(gate);
        String token = accessToken();

        Answer read = phone.me(token);

        assertThat(read.status()).isEqualTo(200);
        eventually(() -> reauthorize(token));
        assertThat(gate.rows("SELECT data->>'reason' FROM event WHERE type = 'wechat_grant.ended'"))
                .containsExactly(reason);
        assertThat(gate.rows("SELECT num_nonnulls(access_token_enc, refresh_token_enc) FROM wechat_grant"))
                .containsExactly("0");
        assertThat(phone.me(token).text("nickName")).isEqualTo("xiaofang");
        assertThat(accessToken()).isNotBlank();
        logIn();
        assertThat(reauthorize(accessToken())).isFalse();
    }

    private static Consumer<Gate> end(Consumer<Gate> end) {
        return end;
    }

    private void logIn() {
        keep(phone.browser.redeems(Browser.code(phone.browser.logsIn("openid profile"))));
    }

    private void dayPasses() {
        clock.advance(Duration.ofHours(25));
        gate.weChat.clock().advance(Duration.ofHours(25));
    }

    /** A new one of the session that goes on. */
    private String accessToken() {
        return keep(phone.client.form(
                        "/oauth2/token",
                        Map.of("grant_type", "refresh_token", "client_id", CLIENT, "refresh_token", refreshToken)))
                .text("access_token");
    }

    @CanIgnoreReturnValue
    private Answer keep(Answer tokens) {
        refreshToken = tokens.text("refresh_token");
        return tokens;
    }

    private Answer userinfo(String token) {
        return phone.client.get("/oauth2/userinfo", Client.bearer(token));
    }

    private boolean reauthorize(String token) {
        return phone.client.get("/users/me/identities", Client.bearer(token)).json().getJsonArray("identities").stream()
                .map(JsonObject.class::cast)
                .anyMatch(identity -> identity.getBoolean("reauthorize"));
    }

    /** What happens behind an answer is seen by asking again; a bound ends a test that would wait for ever. */
    private static void eventually(BooleanSupplier holds) {
        assertThat(Stream.generate(holds::getAsBoolean).limit(5_000).anyMatch(seen -> seen))
                .as("came about")
                .isTrue();
    }
}

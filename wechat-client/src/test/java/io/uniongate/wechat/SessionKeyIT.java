package io.uniongate.wechat;

import static io.uniongate.wechat.Cluster.PERSON;
import static io.uniongate.wechat.Cluster.SESSION_KEY;
import static io.uniongate.wechat.StubWeChat.CHECK;
import static io.uniongate.wechat.WeChatBench.PAGES;
import static io.uniongate.wechat.WeChatBench.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.PhoneNumber;
import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.wechat.Platform;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SessionKeyIT {
    private static final String RESET = "/wxa/resetusersessionkey";
    private static final String PHONE = "/wxa/business/getuserphonenumber";
    private static final Platform.FetchPhone FETCH_PHONE =
            new Platform.FetchPhone(SHOP, PERSON, new Secret("phone-code"));

    @AutoClose
    private final Cluster cluster = new Cluster(1);

    private final StubWeChat weChat = cluster.weChat();

    @Test
    void asksWithTheSignatureOfTheEmptyText() {
        boolean held = cluster.answer(Cluster.check(SHOP));

        StubWeChat.Sent asked = weChat.taken(CHECK).get(0);
        assertThat(held).isTrue();
        assertThat(asked.method()).isEqualTo("GET");
        assertThat(asked.query())
                .containsOnlyKeys("access_token", "openid", "signature", "sig_method")
                .containsEntry("openid", PERSON.value())
                .containsEntry("signature", Signatures.ofSession(SESSION_KEY))
                .containsEntry("sig_method", "hmac_sha256");
    }

    @Test
    @Tag("T28")
    void answersThatWeChatNoLongerHoldsTheKey() {
        weChat.answers(CHECK, "{\"errcode\":87009,\"errmsg\":\"invalid signature, rid: 1-2-3\"}");

        assertThat(cluster.answer(Cluster.check(SHOP))).isFalse();
    }

    @Test
    void bringsTheKeyThatTakesTheOldOnesPlace() {
        weChat.answers(RESET, "{\"errcode\":0,\"errmsg\":\"ok\",\"openid\":\"o-person\",\"session_key\":\"bmV3\"}");

        Platform.ResetKey key = cluster.answer(new Platform.ResetSession(SHOP, PERSON, SESSION_KEY));

        assertThat(key).isEqualTo(new Platform.ResetKey(new Secret("bmV3"), WeChatBench.NOW));
    }

    @Test
    void saysThatAKeyCannotBeResetWhenItIsStale() {
        weChat.answers(RESET, "{\"errcode\":87009,\"errmsg\":\"invalid signature\"}");

        Problem refusal = cluster.refusal(new Platform.ResetSession(SHOP, PERSON, SESSION_KEY));

        assertThat(refusal).isEqualTo(new Problem.SessionKeyStale());
    }

    @ParameterizedTest
    @Tag("T29")
    @CsvSource({
        "86, 13800138000, +8613800138000",
        "'\"86\"', 13800138000, +8613800138000",
        "1, 2025550123, +12025550123"
    })
    void readsAPhoneNumberWhateverTheTypeOfItsCountry(String country, String number, String expected) {
        weChat.answers(PHONE, phone(country, number, "{\"timestamp\":1,\"appid\":\"wxshop\"}"));

        PhoneNumber phone = cluster.answer(FETCH_PHONE);

        StubWeChat.Sent asked = weChat.taken(PHONE).get(0);
        assertThat(phone).isEqualTo(new PhoneNumber(expected));
        assertThat(asked.method()).isEqualTo("POST");
        assertThat(asked.query()).containsOnlyKeys("access_token");
        assertThat(asked.json().getMap()).containsOnlyKeys("code", "openid");
        assertThat(asked.json().getString("code")).isEqualTo("phone-code");
        assertThat(asked.json().getString("openid")).isEqualTo(PERSON.value());
    }

    @ParameterizedTest
    @Tag("T29")
    @ValueSource(strings = {"{\"appid\":\"wxgame\"}", "{}", "null"})
    void takesNoNumberThatWasMeantForAnotherApp(String watermark) {
        weChat.answers(PHONE, phone("86", "13800138000", watermark));

        assertThat(cluster.refusal(FETCH_PHONE)).isEqualTo(new Problem.DataRejected());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "138-0013-8000", "999999999999999999"})
    void takesNothingForANumberThatIsNone(String number) {
        weChat.answers(PHONE, phone("86", number, "{\"appid\":\"wxshop\"}"));

        assertThat(cluster.refusal(FETCH_PHONE)).isEqualTo(new Problem.WechatBadAnswer());
    }

    @Test
    @Tag("T30")
    void saysThatACodeIsNoneOfAPhoneButton() {
        weChat.answers(PHONE, "{\"errcode\":40029,\"errmsg\":\"invalid code, rid: 1-2-3\"}");

        assertThat(cluster.refusal(FETCH_PHONE)).isEqualTo(new Problem.PhoneCodeInvalid());
        assertThat(weChat.count(PHONE)).isEqualTo(1);
    }

    @Test
    void asksOnlyForMiniPrograms() {
        assertThat(cluster.refusal(Cluster.check(PAGES))).isEqualTo(new Problem.UnknownApp());
        assertThat(weChat.count(StubWeChat.TOKEN)).isZero();
    }

    private static String phone(String country, String number, String watermark) {
        return "{\"errcode\":0,\"errmsg\":\"ok\",\"phone_info\":{\"phoneNumber\":\"" + number
                + "\",\"purePhoneNumber\":\"" + number + "\",\"countryCode\":" + country + ",\"watermark\":"
                + watermark + "}}";
    }
}

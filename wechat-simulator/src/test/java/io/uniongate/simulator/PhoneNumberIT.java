package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class PhoneNumberIT {
    @AutoClose
    private final Browser browser = new Browser();

    @AutoClose
    private final WeChatSimulator wechat = WeChatSimulator.start();

    private final SimulatedUser user = wechat.user("小明");

    @BeforeEach
    void registerApps() {
        wechat.add(App.miniProgram("wxmini", "secret"));
        wechat.add(App.miniProgram("wxother", "secret"));
    }

    @Test
    void tellsTheNumberOnce() {
        String code = user.tapsPhoneButton("wxmini");

        JsonObject info = exchange("wxmini", code, user.openIdIn("wxmini")).getJsonObject("phone_info");

        assertThat(info.getString("phoneNumber")).isEqualTo("13800138000");
        assertThat(info.getString("purePhoneNumber")).isEqualTo("13800138000");
        assertThat(info.getValue("countryCode")).isEqualTo("86");
        assertThat(info.getJsonObject("watermark").getString("appid")).isEqualTo("wxmini");
        assertThat(errcode("wxmini", code, "")).isEqualTo(40029);
    }

    @Test
    void writesAForeignNumberWithItsCountryAndTheCountryAsANumberOnDemand() {
        user.change(known -> known.withPhone("+852 91234567"));
        wechat.behaves(Quirk.COUNTRY_CODE_AS_NUMBER);

        JsonObject info = exchange("wxmini", user.tapsPhoneButton("wxmini"), "").getJsonObject("phone_info");

        assertThat(info.getString("phoneNumber")).isEqualTo("+85291234567");
        assertThat(info.getString("purePhoneNumber")).isEqualTo("91234567");
        assertThat(info.getValue("countryCode")).isEqualTo(852);
    }

    @Test
    void takesACodeForFiveMinutesFromTheTap() {
        String code = user.tapsPhoneButton("wxmini");
        wechat.clock().advance(Duration.ofMinutes(5));

        assertThat(errcode("wxmini", code, "")).isEqualTo(40029);
    }

    @Test
    void takesOnlyItsOwnCodes() {
        assertThat(errcode("wxmini", user.login("wxmini"), "")).isEqualTo(40029);
        assertThat(errcode("wxother", user.tapsPhoneButton("wxmini"), "")).isEqualTo(40029);
        assertThat(errcode("wxmini", "", "")).isEqualTo(41008);
    }

    @Test
    void refusesTheCodeOfSomebodyElseAndLeavesItUnused() {
        String code = user.tapsPhoneButton("wxmini");

        int refused = errcode("wxmini", code, wechat.user("小红").openIdIn("wxmini"));

        assertThat(refused).isEqualTo(40029);
        assertThat(errcode("wxmini", code, user.openIdIn("wxmini"))).isZero();
    }

    @Test
    void encryptsTheNumberAsBeforeThereWereCodes() throws GeneralSecurityException {
        EncryptedPhone phone = user.encryptedPhone("wxmini");

        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(Base64.getDecoder().decode(user.sessionKeyIn("wxmini")), "AES"),
                new IvParameterSpec(Base64.getDecoder().decode(phone.iv())));
        byte[] plaintext = cipher.doFinal(Base64.getDecoder().decode(phone.encryptedData()));
        assertThat(new JsonObject(new String(plaintext, StandardCharsets.UTF_8)).fieldNames())
                .containsExactly("phoneNumber", "purePhoneNumber", "countryCode", "watermark");
    }

    @Test
    void givesNoCodeToWhoHasNoPhoneNumber() {
        user.becomes(Trait.WITHOUT_PHONE);

        assertThatThrownBy(() -> user.tapsPhoneButton("wxmini")).hasMessageContaining("getPhoneNumber:fail");
    }

    private int errcode(String appId, String code, String openId) {
        return exchange(appId, code, openId).getInteger("errcode");
    }

    private JsonObject exchange(String appId, String code, String openId) {
        JsonObject body = new JsonObject().put("code", code);
        return new AppCaller(wechat, browser, appId)
                .post("/wxa/business/getuserphonenumber", openId.isEmpty() ? body : body.put("openid", openId));
    }
}

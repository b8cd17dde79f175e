package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.MINI;
import static io.uniongate.app.flow.Gate.PUBLISHED_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HexFormat;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The examples that WeChat prints in its documentation, through the public API (vectors.json). */
class PublishedVectorsIT {
    private static final String V7_SESSION_KEY = "tiihtNczf5v6AKRyjwEUhQ==";
    private static final String V7_IV = "r7BXXKkLb8qrSNn05n0qiA==";
    private static final String V7_ENCRYPTED_DATA =
            "CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7fJlAC+oNPdbB+3hVbJSRgv+4l"
                    + "GOETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poOFtnEtpyxVLW1zAo6/1Xx1COxFvrc2d7UL/lm"
                    + "HInNlxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8xz+W//FRAUid1OksQaQx4CMs8LOddcQhULW4ucetDf96JcR3g0gf"
                    + "RK4PC7E/r7Z6xNrXd2UIeorGj5Ef7b1pJAYB6Y5anaHqZ9J6nKEBvB4DnNLIVWSgARns/8wR2SiRS7MNACwTyrGvt9ts8p12PKFdlqYT"
                    + "opNHR1Vf7XjfhQlVsAJdNiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCUjCpoG20f0a04COwfneQAGGwd5oa+T8yO5hzuyDb/XcxxmK01E"
                    + "pqOyuxINew==";
    private static final String V9_SESSION_KEY = "HyVFkGl5F5OQWJZZaNzBBg==";
    private static final String V9_SIGNATURE = "75e81ceda165f4ffa64f4068af58c64b8f54b88c";
    private static final String V9_RAW_DATA = """
            {"nickName":"Band","gender":1,"language":"zh_CN","city":"Guangzhou","province":"Guangdong","country":"CN",\
            "avatarUrl":"http://wx.qlogo.cn/mmopen/vi_32/1vZvI39NWFQ9XM4LtQpFrQJ1xlgZxx3w7bQxKARol6503Iuswjjn6nIGBiayc\
            AjAtpujxyzYsrztuuICqIM5ibXQ/0"}""";

    /** A minute after V7's watermark. */
    private static final Clock THEN = Clock.fixed(Instant.ofEpochSecond(1477314187 + 60), ZoneOffset.UTC);

    @Test
    @Tag("T20")
    @Tag("T21")
    void decryptsThePublishedDataForItsOwnAppOnly() {
        try (Gate gate = Gate.open(THEN, none -> {})) {
            Phone phone = gate.phone("Band");
            phone.person.change(user -> user.withOpenId(PUBLISHED_MINI, "oGZUI0egBJY1zhBYw2KhdUfwVJJE")
                    .withSessionKey(PUBLISHED_MINI, V7_SESSION_KEY)
                    .withSessionKey(MINI, V7_SESSION_KEY));

            Answer profile = sends(phone, PUBLISHED_MINI, v7());
            Answer elsewhere = sends(phone, MINI, v7());

            assertThat(profile.text("nickName")).isEqualTo("Band");
            assertThat(profile.text("avatarUrl"))
                    .isEqualTo("http://wx.qlogo.cn/mmopen/vi_32/aSKcBBPpibyKNicHNTMM0qJVh8Kjgiak2AHWr8MHM4WgMEm7GFhsf8"
                            + "OYrySdbvAMvTsw3mo8ibKicsnfN5pRjl1p8HQ/0");
            assertThat(elsewhere.code()).isEqualTo("DATA_REJECTED");
        }
    }

    @Test
    @Tag("T26")
    void acceptsThePublishedSignatureAndNoOther() {
        try (Gate gate = Gate.open()) {
            Phone phone = gate.phone("Band");
            phone.person.change(user -> user.withSessionKey(MINI, V9_SESSION_KEY));
            JsonObject signed = Phone.profile(phone.person.encryptedProfile(MINI))
                    .put("rawData", V9_RAW_DATA)
                    .put("signature", V9_SIGNATURE);

            Answer accepted = sends(phone, MINI, signed);
            Answer flipped = sends(phone, MINI, signed.copy().put("rawData", V9_RAW_DATA.replace("Band", "Bane")));

            assertThat(accepted.status()).isEqualTo(200);
            assertThat(flipped.status()).isEqualTo(409);
            assertThat(flipped.code()).isEqualTo("SESSION_KEY_STALE");
        }
    }

    private static Answer sends(Phone phone, String appId, JsonObject profile) {
        String token = phone.opens(appId).text("access_token");
        return phone.client.put("/miniprogram/profile", profile, Client.bearer(token));
    }

    private static JsonObject v7() {
        String rawData = "{}";
        return JsonObject.of(
                "rawData", rawData,
                "signature", sha1(rawData + V7_SESSION_KEY),
                "encryptedData", V7_ENCRYPTED_DATA,
                "iv", V7_IV);
    }

    private static String sha1(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}

package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/** Against the vectors that Tencent's documentation prints (开放数据校验与解密). */
class ProfileCipherTest {
    private static final App APP = App.miniProgram("wx4f4bc4dec97d474b", "secret");
    private static final String KEY = "tiihtNczf5v6AKRyjwEUhQ==";
    private static final byte[] IV = Base64.getDecoder().decode("r7BXXKkLb8qrSNn05n0qiA==");

    @Test
    void encryptsAsPublished() {
        String plaintext = "{\"openId\":\"oGZUI0egBJY1zhBYw2KhdUfwVJJE\",\"nickName\":\"Band\",\"gender\":1,"
                + "\"language\":\"zh_CN\",\"city\":\"Guangzhou\",\"province\":\"Guangdong\",\"country\":\"CN\","
                + "\"avatarUrl\":\"http://wx.qlogo.cn/mmopen/vi_32/aSKcBBPpibyKNicHNTMM0qJVh8Kjgiak2AHWr8MHM4WgMEm7GFh"
                + "sf8OYrySdbvAMvTsw3mo8ibKicsnfN5pRjl1p8HQ/0\",\"unionId\":\"ocMvos6NjeKLIBqg5Mr9QjxrP1FA\","
                + "\"watermark\":{\"timestamp\":1477314187,\"appid\":\"wx4f4bc4dec97d474b\"}}";

        assertThat(new ProfileCipher(KEY, IV).encrypt(plaintext))
                .isEqualTo("CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7fJlAC"
                        + "+oNPdbB+3hVbJSRgv+4lGOETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poOFt"
                        + "nEtpyxVLW1zAo6/1Xx1COxFvrc2d7UL/lmHInNlxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8xz+W"
                        + "//FRAUid1OksQaQx4CMs8LOddcQhULW4ucetDf96JcR3g0gfRK4PC7E/r7Z6xNrXd2UIeorGj5Ef7b1pJAYB6Y5ana"
                        + "HqZ9J6nKEBvB4DnNLIVWSgARns/8wR2SiRS7MNACwTyrGvt9ts8p12PKFdlqYTopNHR1Vf7XjfhQlVsAJdNiKdYmYV"
                        + "oKlaRv85IfVunYzO0IKXsyl7JCUjCpoG20f0a04COwfneQAGGwd5oa+T8yO5hzuyDb/XcxxmK01EpqOyuxINew==");
    }

    @Test
    void signsAsPublished() {
        String rawData = "{\"nickName\":\"Band\",\"gender\":1,\"language\":\"zh_CN\",\"city\":\"Guangzhou\","
                + "\"province\":\"Guangdong\",\"country\":\"CN\",\"avatarUrl\":\"http://wx.qlogo.cn/mmopen/vi_32/"
                + "1vZvI39NWFQ9XM4LtQpFrQJ1xlgZxx3w7bQxKARol6503Iuswjjn6nIGBiaycAjAtpujxyzYsrztuuICqIM5ibXQ/0\"}";

        assertThat(new ProfileCipher("HyVFkGl5F5OQWJZZaNzBBg==", IV).sign(rawData))
                .isEqualTo("75e81ceda165f4ffa64f4068af58c64b8f54b88c");
    }

    @Test
    void sealsIdsAndAWatermarkIntoTheProfile() throws GeneralSecurityException {
        Instant now = Instant.ofEpochSecond(1_767_225_600);

        EncryptedProfile profile =
                new ProfileCipher(KEY, IV).seal(User.named("小明"), APP, new Grant.Identity("oOpen", "oUnion"), now);

        JsonObject plaintext = decrypt(profile);
        assertThat(plaintext.getString("openId")).isEqualTo("oOpen");
        assertThat(plaintext.getString("unionId")).isEqualTo("oUnion");
        assertThat(plaintext.getString("nickName")).isEqualTo("小明");
        assertThat(plaintext.getJsonObject("watermark"))
                .isEqualTo(new JsonObject().put("timestamp", 1_767_225_600).put("appid", APP.appId()));
        assertThat(profile.signature()).isEqualTo(new ProfileCipher(KEY, IV).sign(profile.rawData()));
    }

    @Test
    void leavesTheUnionidOutWhenTheAppIsNotBound() throws GeneralSecurityException {
        EncryptedProfile profile = new ProfileCipher(KEY, IV)
                .seal(User.named("小明"), APP, new Grant.Identity("oOpen", null), Instant.EPOCH);

        assertThat(decrypt(profile).containsKey("unionId")).isFalse();
    }

    private static JsonObject decrypt(EncryptedProfile profile) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(Base64.getDecoder().decode(KEY), "AES"),
                new IvParameterSpec(Base64.getDecoder().decode(profile.iv())));
        return new JsonObject(new String(cipher.doFinal(Base64.getDecoder().decode(profile.encryptedData())), UTF_8));
    }
}

package io.uniongate.auth;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.signin.SignIn.EncryptedProfile;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What WeChat hands to a mini program under its session_key (protocol.md §1.10), and what Tencent published of it. */
final class Phone {
    /** V7 of vectors.json, under {@link FakeWeChat#SESSION_KEY}. */
    static final String PUBLISHED_DATA =
            "CiyLU1Aw2KjvrjMdj8YKliAjtP4gsMZMQmRzooG2xrDcvSnxIMXFufNstNGTyaGS9uT5geRa0W4oTOb1WT7fJlAC+oNPdbB"
                    + "+3hVbJSRgv+4lGOETKUQz6OYStslQ142dNCuabNPGBzlooOmB231qMM85d2/fV6ChevvXvQP8Hkue1poOFtnEtpyxVLW1zA"
                    + "o6/1Xx1COxFvrc2d7UL/lmHInNlxuacJXwu0fjpXfz/YqYzBIBzD6WUfTIF9GRHpOn/Hz7saL8xz+W//FRAUid1OksQaQx4"
                    + "CMs8LOddcQhULW4ucetDf96JcR3g0gfRK4PC7E/r7Z6xNrXd2UIeorGj5Ef7b1pJAYB6Y5anaHqZ9J6nKEBvB4DnNLIVWSg"
                    + "ARns/8wR2SiRS7MNACwTyrGvt9ts8p12PKFdlqYTopNHR1Vf7XjfhQlVsAJdNiKdYmYVoKlaRv85IfVunYzO0IKXsyl7JCU"
                    + "jCpoG20f0a04COwfneQAGGwd5oa+T8yO5hzuyDb/XcxxmK01EpqOyuxINew==";

    static final String PUBLISHED_IV = "r7BXXKkLb8qrSNn05n0qiA==";
    static final String PUBLISHED_OPEN_ID = "oGZUI0egBJY1zhBYw2KhdUfwVJJE";
    static final Instant PUBLISHED_AT = Instant.ofEpochSecond(1477314187);

    /** V9 of vectors.json. */
    static final Secret SIGNED_UNDER = new Secret("HyVFkGl5F5OQWJZZaNzBBg==");

    static final String SIGNED =
            "{\"nickName\":\"Band\",\"gender\":1,\"language\":\"zh_CN\",\"city\":\"Guangzhou\",\"province\":\"Guangdong\",\"cou"
                    + "ntry\":\"CN\",\"avatarUrl\":\"http://wx.qlogo.cn/mmopen/vi_32/1vZvI39NWFQ9XM4LtQpFrQJ1xlgZxx3w7bQxKAR"
                    + "ol6503Iuswjjn6nIGBiaycAjAtpujxyzYsrztuuICqIM5ibXQ/0\"}";
    static final String SIGNATURE = "75e81ceda165f4ffa64f4068af58c64b8f54b88c";

    private static final String IV = Base64.getEncoder().encodeToString(new byte[16]);
    private static final String RAW_DATA = "{\"nickName\":\"raw\"}";

    private Phone() {}

    /** V7 as a mini program would send it. */
    static EncryptedProfile published() {
        return signed(FakeWeChat.SESSION_KEY, PUBLISHED_DATA, PUBLISHED_IV);
    }

    /** Signed and encrypted under one key. */
    static EncryptedProfile sends(Secret sessionKey, String plain) {
        return signed(sessionKey, encrypt(sessionKey, plain), IV);
    }

    /** Well signed, whatever the rest is. */
    static EncryptedProfile signed(Secret sessionKey, String encryptedData, String iv) {
        return new EncryptedProfile(RAW_DATA, signature(sessionKey), encryptedData, iv);
    }

    static String encrypt(Secret sessionKey, String plain) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            byte[] key = Base64.getDecoder().decode(sessionKey.reveal());
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
            return Base64.getEncoder().encodeToString(cipher.doFinal(plain.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    static String profile(AppId app, String openId, @Nullable String unionId, String nickName, Instant producedAt) {
        return profile(app, openId, unionId, nickName, producedAt.getEpochSecond());
    }

    static String profile(AppId app, String openId, @Nullable String unionId, String nickName, long producedAt) {
        JsonObject plain = JsonObject.of(
                "openId",
                openId,
                "nickName",
                nickName,
                "avatarUrl",
                "https://example.com/" + nickName + ".png",
                "watermark",
                JsonObject.of("timestamp", producedAt, "appid", app.value()));
        return (unionId == null ? plain : plain.put("unionId", unionId)).encode();
    }

    private static String signature(Secret sessionKey) {
        try {
            byte[] signed = (RAW_DATA + sessionKey.reveal()).getBytes(StandardCharsets.UTF_8);
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-1").digest(signed));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}

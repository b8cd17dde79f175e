package io.uniongate.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Secret;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SignaturesTest {
    private static final Secret TICKET =
            new Secret("sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg");

    @Test
    @Tag("T27")
    void isTheOneThatWeChatPublishedForASessionKeyAndAText() {
        String signature = Signatures.ofText("{\"foo\":\"bar\"}", new Secret("o0q0otL8aEzpcZL/FT9WsQ=="));

        assertThat(signature).isEqualTo("654571f79995b2ce1e149e53c0a33dc39c0a74090db514261454e8dbe432aa0b");
    }

    @ParameterizedTest
    @Tag("T27")
    @CsvSource({
        "o0q0otL8aEzpcZL/FT9WsQ==, 46e043c5525c2d817c44be603d30837a808a1d930d038f6fdc3e62a201fed128",
        "tiihtNczf5v6AKRyjwEUhQ==, 7154f9f8b4b76b92f541cbf0e37d48840fa06e5e42da92a6f80168a1516a4735"
    })
    void isTheOneOfTheEmptyTextForASession(String sessionKey, String expected) {
        String signature = Signatures.ofSession(new Secret(sessionKey));

        assertThat(signature).isEqualTo(expected);
    }

    @ParameterizedTest
    @Tag("T59")
    @CsvSource({
        "http://mp.weixin.qq.com?params=value, 0f9de62fce790f9a083d5c99e95740ceb90c27ed",
        "http://mp.weixin.qq.com?params=value#top?a=b#c, 0f9de62fce790f9a083d5c99e95740ceb90c27ed",
        "http://mp.weixin.qq.com, f4d90daf4b3bca3078ab155816175ba34c443a7b",
        "http://mp.weixin.qq.com#, f4d90daf4b3bca3078ab155816175ba34c443a7b"
    })
    void isTheOneOfWeChatsVectorForAPage(String url, String expected) {
        String signature = Signatures.ofPage(TICKET, "Wm3WZYTPz0wzccnW", 1414587457, url);

        assertThat(signature).isEqualTo(expected);
    }
}

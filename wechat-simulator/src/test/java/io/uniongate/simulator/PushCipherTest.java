package io.uniongate.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Against the vectors that Tencent's documentation prints (消息推送, 消息加解密). */
class PushCipherTest {
    private static final String TOKEN = "AAAAA";
    private static final String KEY = "A".repeat(43);
    private static final String APP = "wxba5fad812f8e6fb9";

    @Test
    void signsAUrlVerificationAsPublished() {
        assertThat(Sha1.ofSorted(TOKEN, "1714036504", "1514711492"))
                .isEqualTo("f464b24fc39322e44b38aa78f5edd27bd1441696");
    }

    @Test
    void signsAPlainPushAsPublished() {
        assertThat(Sha1.ofSorted(TOKEN, "1714037059", "486452656"))
                .isEqualTo("899cf89e464efb63f54ddac96b0a0a235f53aa78");
    }

    @Test
    void encryptsAndSignsAPushAsPublished() {
        String message = "{\"ToUserName\":\"gh_97417a04a28d\",\"FromUserName\":\"o9AgO5Kd5ggOC-bXrbNODIiE3bGY\",\"Cr"
                + "eateTime\":1714112445,\"MsgType\":\"event\",\"Event\":\"debug_demo\",\"debug_str\":\"hello"
                + " world\"}";

        String encrypted = new PushCipher(KEY).seal("a8eedb185eb2fecf", message, APP);

        assertThat(encrypted)
                .isEqualTo("+qdx1OKCy+5JPCBFWw70tm0fJGb2Jmeia4FCB7kao+/Q5c/ohsOzQHi8khUOb05JCpj0JB4RvQMkUyus8TPxLKJGQq"
                        + "cvZqzDpVzazhZv6JsXUnnR8XGT740XgXZUXQ7vJVnAG+tE8NUd4yFyjPy7GgiaviNrlCTj+l5kdfMuFUPpRSrfMZuM"
                        + "cp3Fn2Pede2IuQrKEYwKSqFIZoNqJ4M8EajAsjLY2km32IIjdf8YL/P50F7mStwntrA2cPDrM1kb6mOcfBgRtWygb3"
                        + "VIYnSeOBrebufAlr7F9mFUPAJGj04=");
        assertThat(Sha1.ofSorted(TOKEN, "1714112445", "415670741", encrypted))
                .isEqualTo("046e02f8204d34f8ba5fa3b1db94908f3df2e9b3");
    }

    @Test
    void encryptsAndSignsAReplyAsPublished() {
        String encrypted = new PushCipher(KEY).seal("707722b803182950", "{\"demo_resp\":\"good luck\"}", APP);

        assertThat(encrypted)
                .isEqualTo("ELGduP2YcVatjqIS+eZbp80MNLoAUWvzzyJxgGzxZO/5sAvd070Bs6qrLARC9nVHm48Y4hyRbtzve1L32tmxSQ==");
        assertThat(Sha1.ofSorted(TOKEN, "1713424427", "415670741", encrypted))
                .isEqualTo("1b9339964ed2e271e7c7b6ff2b0ef902fc94dea1");
    }

    @Test
    void encryptsTheSampleOfTencentsOwnLibrary() {
        String encrypted = new PushCipher("abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG")
                .seal("aaaabbbbccccdddd", "我是中文abcd123", "wxb11529c136998cb6");

        assertThat(encrypted)
                .isEqualTo("jn1L23DB+6ELqJ+6bruv21Y6MD7KeIfP82D6gU39rmkgczbWwt5+3bnyg5K55bgVtVzd832WzZGMhkP72vVOfg==");
        assertThat(Sha1.ofSorted("pamtest", "1409304348", "xxxxxx", encrypted))
                .isEqualTo("82c962d39941aa48552f90ef55aa323dc620cc10");
    }

    @Test
    void refusesAKeyThatIsNone() {
        assertThatThrownBy(() -> new PushCipher("short").seal("0123456789abcdef", "x", APP))
                .isInstanceOf(IllegalArgumentException.class);
    }
}

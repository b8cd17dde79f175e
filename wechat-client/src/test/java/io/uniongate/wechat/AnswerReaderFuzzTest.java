package io.uniongate.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Whatever is sent in WeChat's name is read, or found unreadable, without an exception. */
class AnswerReaderFuzzTest {
    @FuzzTest(maxDuration = "2m")
    void readsAnyBodyOfAnyInterface(byte[] body) {
        for (Api api : Api.values()) {
            assertThat(AnswerReader.read(api, 200, body).outcome()).isNotBlank();
        }
    }

    /** What WeChat was heard to say must be fit to read on. */
    @FuzzTest(maxDuration = "2m")
    void readsEveryFieldOfWhatItAccepts(byte[] body) {
        if (AnswerReader.read(Api.CODE_TO_SESSION, 200, body) instanceof Answer.Accepted accepted) {
            assertThat(accepted.key("openid")).isNotBlank();
            assertThat(accepted.seconds("expires_in").isNegative()).isFalse();
            assertThat(accepted.parts("user_info_list")).doesNotContainNull();
            assertThat(accepted.part("data").texts("openid")).doesNotContainNull();
            assertThat(accepted.text("unionid")).isNotEqualTo("");
        }
    }
}

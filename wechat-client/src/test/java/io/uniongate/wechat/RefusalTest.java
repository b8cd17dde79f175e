package io.uniongate.wechat;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.problem.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {
    @ParameterizedTest
    @CsvSource({
        "-1, WECHAT_UNAVAILABLE",
        "40029, CODE_INVALID",
        "40163, CODE_INVALID",
        "41008, CODE_INVALID",
        "42003, CODE_INVALID",
        "40226, USER_BLOCKED",
        "50002, USER_BLOCKED",
        "50001, ACCESS_DENIED",
        "45009, WECHAT_RATE_LIMITED",
        "45011, WECHAT_RATE_LIMITED",
        "40001, WECHAT_MISCONFIGURED",
        "40013, WECHAT_MISCONFIGURED",
        "40125, WECHAT_MISCONFIGURED",
        "40164, WECHAT_MISCONFIGURED",
        "40243, WECHAT_MISCONFIGURED",
        "41002, WECHAT_MISCONFIGURED",
        "41004, WECHAT_MISCONFIGURED",
        "48001, WECHAT_MISCONFIGURED",
        "48004, WECHAT_MISCONFIGURED",
        "89503, WECHAT_MISCONFIGURED",
        "40002, INTERNAL",
        "99999, WECHAT_BAD_ANSWER"
    })
    void namesTheProblemOfEveryErrcode(int errcode, String code) {
        assertThat(Refusal.of(Api.CODE_TO_SESSION, errcode).problem().code()).isEqualTo(code);
        assertThat(Refusal.of(Api.WEB_TOKEN, errcode).problem().code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "48001, INSUFFICIENT_SCOPE",
        "40001, CODE_INVALID",
        "40014, CODE_INVALID",
        "42001, CODE_INVALID",
        "42007, CODE_INVALID",
        "40003, WECHAT_BAD_ANSWER",
        "45011, WECHAT_RATE_LIMITED",
        "-1, WECHAT_UNAVAILABLE"
    })
    void readsErrorsOfAPersonsTokenAsThePersons(int errcode, String code) {
        assertThat(Refusal.of(Api.USER_INFO, errcode).problem().code()).isEqualTo(code);
        assertThat(Refusal.of(Api.REFRESH_TOKEN, errcode).problem().code()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({
        "CHECK_SESSION, 40001, WECHAT_UNAVAILABLE",
        "CHECK_SESSION, 40014, WECHAT_UNAVAILABLE",
        "CHECK_SESSION, 42001, WECHAT_UNAVAILABLE",
        "STABLE_TOKEN, 40001, WECHAT_MISCONFIGURED",
        "STABLE_TOKEN, 40164, WECHAT_MISCONFIGURED",
        "CHECK_SESSION, 87009, SESSION_KEY_STALE",
        "CODE_TO_SESSION, 87009, WECHAT_BAD_ANSWER",
        "RESET_SESSION, 87008, INTERNAL",
        "PHONE_NUMBER, 40029, PHONE_CODE_INVALID",
        "PHONE_NUMBER, 40003, PHONE_CODE_INVALID",
        "PHONE_NUMBER, 40013, WECHAT_MISCONFIGURED",
        "FOLLOWER, 40003, NOT_FOUND",
        "QR_CODE, 40053, INTERNAL",
        "CHANGE_OPENID, 63178, INVALID_REQUEST",
        "FOLLOWERS, 48001, WECHAT_MISCONFIGURED",
        "COMPONENT_CODE_TO_SESSION, 42001, WECHAT_UNAVAILABLE",
        "COMPONENT_CODE_TO_SESSION, 40029, CODE_INVALID",
        "COMPONENT_WEB_TOKEN, 40001, WECHAT_UNAVAILABLE",
        "COMPONENT_WEB_TOKEN, 61003, WECHAT_MISCONFIGURED",
        "COMPONENT_WEB_TOKEN, 61007, WECHAT_MISCONFIGURED",
        "COMPONENT_REFRESH_TOKEN, 40014, WECHAT_UNAVAILABLE",
        "COMPONENT_REFRESH_TOKEN, 42002, CODE_INVALID",
        "COMPONENT_TOKEN, 40001, WECHAT_MISCONFIGURED",
        "COMPONENT_TOKEN, 61004, WECHAT_MISCONFIGURED",
        "COMPONENT_TOKEN, 61006, WECHAT_MISCONFIGURED"
    })
    void readsAnErrcodeByWhatWasAskedAndPresented(Api api, int errcode, String code) {
        assertThat(Refusal.of(api, errcode).problem().code()).isEqualTo(code);
        assertThat(Refusal.table(api)).containsKey(-1);
    }

    @Test
    void takesAnEndedTokenForNoOutage() {
        Answer ended = new Answer.Refused(40001, Refusal.of(Api.FOLLOWER, 40001), null, null);

        assertThat(ended.isOutage()).isFalse();
        assertThat(Api.FOLLOWER.mayFollow(ended, 1)).isFalse();
    }

    @Test
    void waitsLongerForTheDailyQuota() {
        assertThat(Refusal.of(Api.WEB_TOKEN, 45011).problem()).isEqualTo(new Problem.WechatRateLimited(60));
        assertThat(Refusal.of(Api.WEB_TOKEN, 45009).problem()).isEqualTo(new Problem.WechatRateLimited(3600));
    }

    @ParameterizedTest
    @ValueSource(ints = {40029, 40163, 40226, 45011, 45009, 40125, 99999})
    void repeatsNoRefusal(int errcode) {
        for (Api api : Api.values()) {
            Answer refused = new Answer.Refused(errcode, Refusal.of(api, errcode), null, null);

            assertThat(api.mayFollow(refused, 1)).isFalse();
            assertThat(refused.isOutage()).isFalse();
        }
    }

    @Test
    void repeatsACodeOnlyWhenWeChatIsBusyAndOnlyOnce() {
        Answer busy = new Answer.Refused(-1, Refusal.BUSY, null, null);

        assertThat(Api.CODE_TO_SESSION.mayFollow(busy, 1)).isTrue();
        assertThat(Api.CODE_TO_SESSION.mayFollow(busy, 2)).isFalse();
        assertThat(Api.CODE_TO_SESSION.mayFollow(new Answer.Silent("timeout"), 1))
                .isFalse();
        assertThat(Api.WEB_TOKEN.mayFollow(new Answer.Silent("connection"), 1)).isFalse();
    }

    @Test
    void repeatsUserinfoTwiceWhenItBreaks() {
        Answer silent = new Answer.Silent("connection");

        assertThat(Api.USER_INFO.mayFollow(silent, 2)).isTrue();
        assertThat(Api.USER_INFO.mayFollow(silent, 3)).isFalse();
        assertThat(Api.USER_INFO.mayFollow(new Answer.Withheld(Refusal.BUSY.problem()), 1))
                .isFalse();
        assertThat(Api.USER_INFO.mayFollow(new Answer.Unreadable("malformed"), 1))
                .isFalse();
    }
}

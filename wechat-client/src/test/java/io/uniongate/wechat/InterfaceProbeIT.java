package io.uniongate.wechat;

import static io.uniongate.wechat.StubWeChat.TOKEN;
import static io.uniongate.wechat.WeChatBench.LENT;
import static io.uniongate.wechat.WeChatBench.PAGES;
import static io.uniongate.wechat.WeChatBench.SHOP;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.wechat.Platform;
import io.uniongate.contract.wechat.Platform.Check;
import io.uniongate.contract.wechat.Platform.Finding;
import io.uniongate.contract.wechat.Platform.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Whether a probe sees what WeChat lets an app do with its token. */
class InterfaceProbeIT {
    private static final String FOLLOWERS = "/cgi-bin/user/get";
    private static final String PHONE_NUMBER = "/wxa/business/getuserphonenumber";
    private static final String NOT_GRANTED = "{\"errcode\":48001,\"errmsg\":\"api unauthorized, rid: 1-2-3\"}";
    private static final Platform.Probe OF_ACCOUNT = new Platform.Probe(PAGES, Check.FOLLOWERS);
    private static final Platform.Probe OF_MINI_PROGRAM = new Platform.Probe(SHOP, Check.PHONE_NUMBERS);

    @AutoClose
    private final Cluster cluster = new Cluster(1);

    private final StubWeChat weChat = cluster.weChat();

    @Test
    void tellsThatAnAccountMayListItsFollowersAndNotWhoTheyAre() {
        weChat.answers(
                FOLLOWERS, "{\"total\":1,\"count\":1,\"data\":{\"openid\":[\"o-ann\"]},\"next_openid\":\"o-ann\"}");

        Finding finding = cluster.answer(OF_ACCOUNT);

        assertThat(finding.outcome()).isEqualTo(Outcome.GRANTED);
        assertThat(finding.toString()).doesNotContain("o-ann");
        assertThat(weChat.taken(FOLLOWERS))
                .singleElement()
                .satisfies(asked -> assertThat(asked.query()).containsOnlyKeys("access_token"));
    }

    @Test
    void asksForAPhoneNumberWithACodeThatIsNone() {
        weChat.answers(PHONE_NUMBER, "{\"errcode\":40029,\"errmsg\":\"invalid code, rid: 1-2-3\"}");

        Finding finding = cluster.answer(OF_MINI_PROGRAM);

        assertThat(finding).isEqualTo(new Finding(Outcome.REFUSED, 40029, "1-2-3", null, null, null));
        assertThat(weChat.taken(PHONE_NUMBER))
                .singleElement()
                .satisfies(asked -> assertThat(asked.json().fieldNames()).containsExactly("code"));
    }

    @Test
    void saysThatAnInterfaceIsNotGranted() {
        weChat.answers(FOLLOWERS, NOT_GRANTED);
        weChat.answers(PHONE_NUMBER, NOT_GRANTED);

        Finding ofAccount = cluster.answer(OF_ACCOUNT);
        Finding ofMiniProgram = cluster.answer(OF_MINI_PROGRAM);

        assertThat(ofAccount).isEqualTo(new Finding(Outcome.REFUSED, 48001, "1-2-3", null, null, null));
        assertThat(ofMiniProgram).isEqualTo(ofAccount);
    }

    @Test
    void asksForNothingWithoutAToken() {
        weChat.answers(TOKEN, "{\"errcode\":40125,\"errmsg\":\"invalid appsecret, rid: 1-2-3\"}");

        Finding finding = cluster.answer(OF_ACCOUNT);
        Problem ofNoSecret = cluster.refusal(new Platform.Probe(LENT, Check.PHONE_NUMBERS));

        assertThat(finding).isEqualTo(new Finding(Outcome.REFUSED, 40125, "1-2-3", null, null, null));
        assertThat(ofNoSecret).isEqualTo(new Problem.AppSecretMissing());
        assertThat(weChat.count(FOLLOWERS) + weChat.count(PHONE_NUMBER)).isZero();
    }

    /** An AppSecret that is wrong would have been refused before. */
    @Test
    void takesATokenThatEndedAtOnceForAReplacedOne() {
        weChat.answers(TOKEN, "{\"access_token\":\"wxpages-token-9\",\"expires_in\":7000}");

        Finding finding = cluster.answer(OF_ACCOUNT);

        assertThat(finding).isEqualTo(new Finding(Outcome.REPLACED, 0, null, null, Duration.ofSeconds(7000), null));
    }

    @Test
    void keepsNoCallFromWeChatForWhatItIsRefused() {
        weChat.answers(FOLLOWERS, NOT_GRANTED);
        for (int time = 0; time < 20; time++) {
            assertThat(cluster.answer(OF_ACCOUNT).errcode()).isEqualTo(48001);
        }
        weChat.answers(FOLLOWERS, "{\"total\":0,\"count\":0}");

        assertThat(cluster.answer(new Platform.ListFollowers(PAGES, null)).openIds())
                .isEmpty();
    }
}

package io.uniongate.wechat;

import static io.uniongate.wechat.WeChatBench.PAGES;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.OpenId;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.wechat.Platform;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class FollowerIT {
    private static final String INFO = "/cgi-bin/user/info";
    private static final String LIST = "/cgi-bin/user/get";
    private static final String MIGRATION = "/cgi-bin/changeopenid";
    private static final OpenId ANN = new OpenId("o-ann");
    private static final OpenId BEN = new OpenId("o-ben");
    private static final String ANN_FOLLOWS =
            "{\"subscribe\":1,\"openid\":\"o-ann\",\"unionid\":\"u-ann\",\"subscribe_time\":1700000000,\"remark\":\"\"}";
    private static final String BEN_DOES_NOT = "{\"subscribe\":0,\"openid\":\"o-ben\"}";
    private static final Platform.Follower ANN_HERSELF = new Platform.Follower(ANN, true, new UnionId("u-ann"));
    private static final Platform.Follower BEN_HIMSELF = new Platform.Follower(BEN, false, null);

    @AutoClose
    private final Cluster cluster = new Cluster(1);

    private final StubWeChat weChat = cluster.weChat();

    @Test
    void tellsWhoFollowsFromWhoDoesNot() {
        weChat.answers(INFO, asked -> "o-ann".equals(asked.query().get("openid")) ? ANN_FOLLOWS : BEN_DOES_NOT);

        Platform.Follower ann = cluster.answer(new Platform.FetchFollower(PAGES, ANN));
        Platform.Follower ben = cluster.answer(new Platform.FetchFollower(PAGES, BEN));

        assertThat(ann).isEqualTo(ANN_HERSELF);
        assertThat(ben).isEqualTo(BEN_HIMSELF);
        assertThat(weChat.taken(INFO).get(0).query()).containsOnlyKeys("access_token", "openid", "lang");
    }

    @Test
    void takesNothingOfSomebodyElse() {
        weChat.answers(INFO, BEN_DOES_NOT);

        assertThat(cluster.refusal(new Platform.FetchFollower(PAGES, ANN))).isEqualTo(new Problem.WechatBadAnswer());
    }

    @Test
    void saysThatAnOpenIdIsNobodys() {
        weChat.answers(INFO, "{\"errcode\":40003,\"errmsg\":\"invalid openid, rid: 1-2-3\"}");

        assertThat(cluster.refusal(new Platform.FetchFollower(PAGES, ANN))).isEqualTo(new Problem.NotFound());
    }

    @Test
    void asksForAHundredAtOnceAndNoMore() {
        weChat.answers(INFO + "/batchget", "{\"user_info_list\":[" + ANN_FOLLOWS + "," + BEN_DOES_NOT + "]}");
        List<OpenId> tooMany = IntStream.rangeClosed(0, 100)
                .mapToObj(number -> new OpenId("o" + number))
                .toList();

        Platform.Followers both = cluster.answer(new Platform.FetchFollowers(PAGES, List.of(ANN, BEN)));
        Problem refusal = cluster.refusal(new Platform.FetchFollowers(PAGES, tooMany));

        assertThat(both.all()).containsExactly(ANN_HERSELF, BEN_HIMSELF);
        assertThat(weChat.taken(INFO + "/batchget"))
                .singleElement()
                .satisfies(asked -> assertThat(asked.json())
                        .isEqualTo(new JsonObject("{\"user_list\":[{\"openid\":\"o-ann\",\"lang\":\"zh_CN\"},"
                                + "{\"openid\":\"o-ben\",\"lang\":\"zh_CN\"}]}")));
        assertThat(refusal).isInstanceOf(Problem.InvalidRequest.class);
    }

    @Test
    void goesThroughTheFollowersPageByPage() {
        weChat.answers(
                LIST,
                asked -> asked.query().containsKey("next_openid")
                        ? "{\"total\":2,\"count\":0,\"next_openid\":\"\"}"
                        : "{\"total\":2,\"count\":2,\"data\":{\"openid\":[\"o-ann\",\"o-ben\"]},\"next_openid\":\"o-ben\"}");

        Platform.FollowerPage first = cluster.answer(new Platform.ListFollowers(PAGES, null));
        Platform.FollowerPage last = cluster.answer(new Platform.ListFollowers(PAGES, first.next()));

        assertThat(first).isEqualTo(new Platform.FollowerPage(List.of(ANN, BEN), BEN));
        assertThat(last).isEqualTo(new Platform.FollowerPage(List.of(), null));
        assertThat(weChat.taken(LIST).get(1).query()).containsEntry("next_openid", "o-ben");
    }

    @Test
    void readsAPageOfTenThousand() {
        String openIds = String.join(
                "\",\"",
                IntStream.range(0, 10_000)
                        .mapToObj(number -> "o6_bmjrPTlm6_2sgVt7hMZOP%05d".formatted(number))
                        .toList());
        weChat.answers(
                LIST,
                "{\"total\":20000,\"count\":10000,\"data\":{\"openid\":[\"" + openIds
                        + "\"]},\"next_openid\":\"o6_bmjrPTlm6_2sgVt7hMZOP09999\"}");

        Platform.FollowerPage page = cluster.answer(new Platform.ListFollowers(PAGES, null));

        assertThat(page.openIds()).hasSize(10_000);
    }

    @Test
    void tellsForEachOpenIdWhatAMigrationMadeOfIt() {
        weChat.answers(
                MIGRATION,
                "{\"errcode\":0,\"errmsg\":\"ok\",\"result_list\":["
                        + "{\"ori_openid\":\"o-ann\",\"new_openid\":\"n-ann\",\"err_msg\":\"ok\"},"
                        + "{\"ori_openid\":\"o-ben\",\"new_openid\":\"\",\"err_msg\":\"ori_openid error\"}]}");

        Platform.ChangedOpenIds changed = cluster.answer(new Platform.ChangeOpenIds(PAGES, "wxold", List.of(ANN, BEN)));

        assertThat(changed.all())
                .containsExactly(
                        new Platform.ChangedOpenId(ANN, new OpenId("n-ann"), null),
                        new Platform.ChangedOpenId(BEN, null, "ori_openid error"));
        assertThat(weChat.taken(MIGRATION).get(0).json())
                .isEqualTo(new JsonObject("{\"from_appid\":\"wxold\",\"openid_list\":[\"o-ann\",\"o-ben\"]}"));
    }

    @Test
    void refusesAMigrationWeChatDoesNotKnowAndAsksAgainAtOnce() {
        weChat.answers(MIGRATION, "{\"errcode\":63178,\"errmsg\":\"appid wrong, rid: 1-2-3\"}");

        for (String from : List.of("gh_old", "wxold")) {
            assertThat(cluster.refusal(new Platform.ChangeOpenIds(PAGES, from, List.of(ANN))))
                    .isInstanceOf(Problem.InvalidRequest.class);
        }

        assertThat(weChat.count(MIGRATION)).isEqualTo(2);
    }
}

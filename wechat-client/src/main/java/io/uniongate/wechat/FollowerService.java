package io.uniongate.wechat;

import io.uniongate.contract.OpenId;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.contract.wechat.Platform;
import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Asks who follows an official account, and what a migration made of its openids (protocol.md §1.6). */
final class FollowerService {
    private static final int AT_ONCE = 100;
    private static final String LANGUAGE = "zh_CN";

    private final WeChatApps apps;
    private final PlatformCalls calls;

    FollowerService(WeChatApps apps, PlatformCalls calls) {
        this.apps = apps;
        this.calls = calls;
    }

    Future<Platform.Follower> one(Platform.FetchFollower ask) {
        WeChatApp app = apps.require(ask.app(), AppKind.OFFICIAL_ACCOUNT);
        Map<String, String> who = Map.of("openid", ask.openId().value(), "lang", LANGUAGE);
        return calls.ask(app, token -> Call.withToken(Api.FOLLOWER, app, token, who))
                .map(answer -> follower(answer, List.of(ask.openId())));
    }

    Future<Platform.Followers> many(Platform.FetchFollowers ask) {
        WeChatApp app = apps.require(ask.app(), AppKind.OFFICIAL_ACCOUNT);
        JsonArray who = new JsonArray();
        limited(ask.openIds())
                .forEach(openId ->
                        who.add(new JsonObject().put("openid", openId.value()).put("lang", LANGUAGE)));
        JsonObject body = new JsonObject().put("user_list", who);
        return calls.ask(app, token -> Call.withToken(Api.FOLLOWERS, app, token, body))
                .map(answer -> answer.parts("user_info_list").stream()
                        .map(part -> follower(part, ask.openIds()))
                        .toList())
                .map(Platform.Followers::new);
    }

    Future<Platform.FollowerPage> page(Platform.ListFollowers ask) {
        WeChatApp app = apps.require(ask.app(), AppKind.OFFICIAL_ACCOUNT);
        OpenId after = ask.after();
        Map<String, String> start = after == null ? Map.of() : Map.of("next_openid", after.value());
        return calls.ask(app, token -> Call.withToken(Api.FOLLOWER_LIST, app, token, start))
                .map(FollowerService::followerPage);
    }

    Future<Platform.ChangedOpenIds> changed(Platform.ChangeOpenIds ask) {
        WeChatApp app = apps.require(ask.app(), AppKind.OFFICIAL_ACCOUNT);
        JsonArray old = new JsonArray();
        limited(ask.openIds()).forEach(openId -> old.add(openId.value()));
        JsonObject body = new JsonObject().put("from_appid", ask.from()).put("openid_list", old);
        return calls.ask(app, token -> Call.withToken(Api.CHANGE_OPENID, app, token, body))
                .map(answer -> answer.parts("result_list").stream()
                        .map(part -> changedOpenId(part, ask.openIds()))
                        .toList())
                .map(Platform.ChangedOpenIds::new);
    }

    private static List<OpenId> limited(List<OpenId> openIds) {
        if (openIds.isEmpty() || openIds.size() > AT_ONCE) {
            throw new ProblemException(new Problem.InvalidRequest("openIds must be 1 to " + AT_ONCE));
        }
        return openIds;
    }

    /** Who does not follow is told by nothing else; a part about somebody who was not asked for is worse than none. */
    private static Platform.Follower follower(Answer.Accepted part, List<OpenId> asked) {
        OpenId openId = oneOf(asked, part.text("openid"));
        boolean follows = part.isOne("subscribe");
        String unionId = part.text("unionid");
        return new Platform.Follower(openId, follows, follows && unionId != null ? new UnionId(unionId) : null);
    }

    private static Platform.FollowerPage followerPage(Answer.Accepted answer) {
        List<OpenId> openIds = answer.part("data").texts("openid").stream()
                .filter(text -> !text.isBlank())
                .map(OpenId::new)
                .toList();
        String next = answer.text("next_openid");
        return new Platform.FollowerPage(openIds, next == null || openIds.isEmpty() ? null : new OpenId(next));
    }

    private static Platform.ChangedOpenId changedOpenId(Answer.Accepted part, List<OpenId> asked) {
        OpenId from = oneOf(asked, part.text("ori_openid"));
        String to = part.text("new_openid");
        return to == null
                ? new Platform.ChangedOpenId(from, null, part.text("err_msg"))
                : new Platform.ChangedOpenId(from, new OpenId(to), null);
    }

    private static OpenId oneOf(List<OpenId> asked, @Nullable String told) {
        return asked.stream()
                .filter(openId -> openId.value().equals(told))
                .findFirst()
                .orElseThrow(() -> new ProblemException(new Problem.WechatBadAnswer()));
    }
}

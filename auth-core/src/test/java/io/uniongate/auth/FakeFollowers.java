package io.uniongate.auth;

import io.uniongate.contract.OpenId;
import io.uniongate.contract.UnionId;
import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.wechat.Platform;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A WeChat that knows who follows and who was migrated; of everybody else it says that they do not follow. */
final class FakeFollowers {
    private static final int PAGE = 2;

    /** Those who follow, with what WeChat tells of their unionid: nothing when that is blank. */
    final Map<OpenId, String> followers = new TreeMap<>(java.util.Comparator.comparing(OpenId::value));

    final Map<OpenId, OpenId> migrated = new TreeMap<>(java.util.Comparator.comparing(OpenId::value));
    final List<List<OpenId>> asked = new ArrayList<>();
    String migratedFrom = "";
    /** Of others it says 40003 where it is asked for many. */
    boolean answersForFollowersOnly;

    void serve(Bus bus) {
        Future.all(
                        bus.serve(Platform.ListFollowers.class, ask -> Future.succeededFuture(page(ask.after()))),
                        bus.serve(Platform.FetchFollowers.class, this::fetch),
                        bus.serve(Platform.FetchFollower.class, ask -> Future.succeededFuture(follower(ask.openId()))),
                        bus.serve(Platform.ChangeOpenIds.class, this::change))
                .await();
    }

    private Platform.FollowerPage page(@Nullable OpenId after) {
        List<OpenId> page = followers.keySet().stream()
                .filter(openId -> after == null || openId.value().compareTo(after.value()) > 0)
                .limit(PAGE)
                .toList();
        return new Platform.FollowerPage(page, page.isEmpty() ? null : page.get(page.size() - 1));
    }

    private Future<Platform.Followers> fetch(Platform.FetchFollowers ask) {
        asked.add(ask.openIds());
        return answersForFollowersOnly && !followers.keySet().containsAll(ask.openIds())
                ? ProblemException.failed(new Problem.NotFound())
                : Future.succeededFuture(new Platform.Followers(
                        ask.openIds().stream().map(this::follower).toList()));
    }

    private Platform.Follower follower(OpenId openId) {
        String unionId = Objects.requireNonNullElse(followers.get(openId), "");
        return new Platform.Follower(
                openId, followers.containsKey(openId), unionId.isBlank() ? null : new UnionId(unionId));
    }

    private Future<Platform.ChangedOpenIds> change(Platform.ChangeOpenIds ask) {
        return ask.from().equals(migratedFrom)
                ? Future.succeededFuture(new Platform.ChangedOpenIds(
                        ask.openIds().stream().map(this::changed).toList()))
                : ProblemException.failed(new Problem.InvalidRequest("63178"));
    }

    private Platform.ChangedOpenId changed(OpenId from) {
        OpenId to = migrated.get(from);
        return new Platform.ChangedOpenId(from, to, to == null ? "ori_openid error" : null);
    }
}

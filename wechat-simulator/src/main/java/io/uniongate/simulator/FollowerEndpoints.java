package io.uniongate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What an account may ask about who follows it (protocol.md §1.6). */
final class FollowerEndpoints {
    static final int BATCH = 100;

    private final World world;

    FollowerEndpoints(World world) {
        this.world = world;
    }

    Answer info(App app, Call call) {
        if (call.lacks("openid")) {
            return Answer.refused(WeChatError.OPENID_MISSING);
        }
        return world.owner(app, call.text("openid"))
                .map(user -> Answer.ok(describe(app, user)))
                .orElseGet(() -> Answer.refused(WeChatError.INVALID_OPENID));
    }

    /** Only for who follows, or did. */
    Answer batch(App app, JsonObject body) {
        List<String> openIds = body.getJsonArray("user_list", new JsonArray()).stream()
                .map(entry -> ((JsonObject) entry).getString("openid", ""))
                .toList();
        if (openIds.isEmpty() || openIds.size() > BATCH) {
            return Answer.refused(WeChatError.INVALID_LIST_SIZE);
        }
        List<User> known = openIds.stream()
                .flatMap(openId -> world.owner(app, openId).stream())
                .filter(user -> world.followers.find(app.appId(), user.name()).isPresent())
                .toList();
        if (known.size() < openIds.size()) {
            return Answer.refused(WeChatError.INVALID_OPENID);
        }
        List<JsonObject> infos = known.stream().map(user -> describe(app, user)).toList();
        return Answer.ok(new JsonObject().put("user_info_list", new JsonArray(infos)));
    }

    /** A page of openids; an empty one tells that there are no more. */
    Answer list(App app, Call call) {
        List<String> all = world.followers.all(app.appId()).stream()
                .map(follow -> openId(app, follow.user()))
                .toList();
        int start = all.indexOf(call.text("next_openid")) + 1;
        if (start == 0 && !call.lacks("next_openid")) {
            return Answer.refused(WeChatError.INVALID_OPENID);
        }
        List<String> page = all.subList(start, Math.min(all.size(), start + world.followersPerPage));
        JsonObject fields = new JsonObject().put("total", all.size()).put("count", page.size());
        if (page.isEmpty()) {
            return Answer.ok(fields.put("next_openid", ""));
        }
        return Answer.ok(fields.put("data", new JsonObject().put("openid", new JsonArray(page)))
                .put("next_openid", page.get(page.size() - 1)));
    }

    /** At most 100 openids of the account before; its token is that of the account after (帐号迁移). */
    Answer changeOpenIds(App app, JsonObject body) {
        Optional<Migration> migration = Optional.ofNullable(world.migrations.get(app.appId()))
                .filter(found -> found.isOpen(world.now()))
                .filter(found -> found.isFrom(body.getString("from_appid", ""), world.quirks));
        if (migration.isEmpty()) {
            return Answer.refused(WeChatError.MIGRATION_UNKNOWN);
        }
        JsonArray openIds = body.getJsonArray("openid_list", new JsonArray());
        if (openIds.isEmpty() || openIds.size() > BATCH) {
            return Answer.refused(WeChatError.INVALID_LIST_SIZE);
        }
        App before = world.requireApp(migration.get().fromAppId());
        List<JsonObject> results = IntStream.range(0, openIds.size())
                .mapToObj(place -> changed(before, app, openIds.getString(place)))
                .toList();
        return Answer.ok(Answer.success().put("result_list", new JsonArray(results)));
    }

    private JsonObject changed(App before, App after, String openId) {
        JsonObject result = new JsonObject().put("ori_openid", openId);
        return world.owner(before, openId)
                .filter(user -> world.followers.follows(before.appId(), user.name()))
                .map(user ->
                        result.put("new_openid", openId(after, user.name())).put("err_msg", "ok"))
                .orElseGet(() -> result.put("err_msg", "ori_openid error"));
    }

    private JsonObject describe(App app, User user) {
        Grant.Identity identity = world.identity(app, user, Account.REAL);
        return world.followers
                .find(app.appId(), user.name())
                .filter(Follow::holds)
                .map(follow -> follow.describe(identity))
                .orElseGet(() -> new JsonObject().put("subscribe", 0).put("openid", identity.openId()));
    }

    private String openId(App app, String user) {
        return world.identity(app, world.requireUser(user), Account.REAL).openId();
    }
}

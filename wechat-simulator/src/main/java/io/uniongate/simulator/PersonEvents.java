package io.uniongate.simulator;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;

/** What a person does that WeChat tells an app's server (protocol.md §1.11). */
final class PersonEvents {
    /** Who sends the events about authorizations: an account of WeChat itself. */
    private static final String PLATFORM = "owAqB4v0C8iYPlatformAccount0";

    private final World world;

    PersonEvents(World world) {
        this.world = world;
    }

    Future<Push> follow(User user, App app) {
        requireAccount(app);
        if (world.followers.follows(app.appId(), user.name())) {
            throw new IllegalArgumentException(user.name() + " follows " + app.appId() + " already");
        }
        enter(user, app, Follow.BY_SEARCH, "");
        return send(user, app, "subscribe", new JsonObject().put("EventKey", ""));
    }

    Future<Push> unfollow(User user, App app) {
        Follow follow = world.followers
                .find(app.appId(), user.name())
                .filter(Follow::holds)
                .orElseThrow(() -> new IllegalArgumentException(user.name() + " does not follow " + app.appId()));
        world.followers.put(app.appId(), follow.left());
        return send(user, app, "unsubscribe", new JsonObject().put("EventKey", ""));
    }

    /** Who follows already is reported with the scene, who follows by it with {@code qrscene_} before it. */
    Future<Push> scan(User user, String qr) {
        QrCode code = new QrCodes(world).scanned(qr);
        App app = world.requireApp(code.appId());
        JsonObject key = new JsonObject().put("Ticket", code.ticket());
        if (world.followers.follows(app.appId(), user.name())) {
            return send(
                    user,
                    app,
                    "SCAN",
                    new JsonObject().put("EventKey", code.scene()).mergeIn(key));
        }
        enter(user, app, Follow.BY_QR_CODE, code.scene());
        return send(
                user,
                app,
                "subscribe",
                new JsonObject().put("EventKey", "qrscene_" + code.scene()).mergeIn(key));
    }

    /** 授权用户资料变更: {@code user_info_modified}, {@code user_authorization_revoke}, {@code user_authorization_cancellation}. */
    Future<Push> authorization(User user, App app, String event, String revokeInfo) {
        Grant.Identity identity = world.identity(app, user, Account.REAL);
        boolean spaced = world.quirks.contains(Quirk.KEYS_WITH_SPACE);
        String before = spaced ? " " : "";
        JsonObject fields = new JsonObject();
        if (!event.equals("user_info_modified") || !world.quirks.contains(Quirk.NO_OPENID)) {
            fields.put(before + "OpenID", identity.openId());
        }
        fields.put(before + "AppID", app.appId());
        if (!revokeInfo.isEmpty()) {
            fields.put(before + "RevokeInfo", revokeInfo);
        }
        if (identity.unionId() != null && app.kind() != AppKind.MINI_PROGRAM) {
            fields.put(before + "UnionID", identity.unionId());
        }
        String type = world.quirks.contains(Quirk.CAPITAL_MSG_TYPE) ? "Event" : "event";
        return send(app, message(app, PLATFORM, type, event).mergeIn(fields), event, PLATFORM);
    }

    private void enter(User user, App app, String way, String scene) {
        world.followers.put(app.appId(), new Follow(user.name(), Follow.State.FOLLOWS, world.now(), way, scene));
    }

    private static void requireAccount(App app) {
        if (!AppDoor.ACCOUNTS.contains(app.kind())) {
            throw new IllegalArgumentException("nobody can follow " + app.appId() + ", which is no account");
        }
    }

    private Future<Push> send(User user, App app, String event, JsonObject fields) {
        String openId = world.identity(app, user, Account.REAL).openId();
        return send(app, message(app, openId, "event", event).mergeIn(fields), event, openId);
    }

    private Future<Push> send(App app, JsonObject fields, String event, String from) {
        return world.pushes.send(Addressee.of(app), new PushMessage(event, from, fields), world.now());
    }

    private JsonObject message(App app, String from, String type, String event) {
        return new JsonObject()
                .put("ToUserName", app.originalId())
                .put("FromUserName", from)
                .put("CreateTime", world.now().getEpochSecond())
                .put("MsgType", type)
                .put("Event", event);
    }
}

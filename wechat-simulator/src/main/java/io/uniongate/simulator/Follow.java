package io.uniongate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That a person follows an account, or did: since when, and by which way he came (protocol.md §1.6). */
record Follow(String user, State state, Instant since, String way, String scene) {
    static final String BY_SEARCH = "ADD_SCENE_SEARCH";
    static final String BY_QR_CODE = "ADD_SCENE_QR_CODE";
    static final String BY_MIGRATION = "ADD_SCENE_ACCOUNT_MIGRATION";

    enum State {
        FOLLOWS,
        LEFT
    }

    boolean holds() {
        return state == State.FOLLOWS;
    }

    Follow left() {
        return new Follow(user, State.LEFT, since, way, scene);
    }

    /** As {@code user/info} tells it; nickname and avatar are gone since 2021-12-27, unionid comes with the binding. */
    JsonObject describe(Grant.Identity identity) {
        return new JsonObject()
                .put("subscribe", 1)
                .put("openid", identity.openId())
                .put("language", "zh_CN")
                .put("subscribe_time", since.getEpochSecond())
                .mergeIn(union(identity.unionId()))
                .put("remark", "")
                .put("groupid", 0)
                .put("tagid_list", new JsonArray())
                .put("subscribe_scene", way)
                .put("qr_scene", 0)
                .put("qr_scene_str", scene);
    }

    private static JsonObject union(@Nullable String unionId) {
        return unionId == null ? new JsonObject() : new JsonObject().put("unionid", unionId);
    }
}

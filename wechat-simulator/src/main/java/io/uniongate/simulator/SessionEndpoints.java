package io.uniongate.simulator;

import io.vertx.core.json.JsonObject;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a mini program's server may ask about a session_key (protocol.md §1.8). */
final class SessionEndpoints {
    private final World world;
    private final Phone phone;

    SessionEndpoints(World world) {
        this.world = world;
        this.phone = new Phone(world);
    }

    Answer check(App app, Call call) {
        return refuse(app, call).orElseGet(() -> Answer.ok(Answer.success()));
    }

    Answer reset(App app, Call call) {
        return refuse(app, call).orElseGet(() -> {
            User user = world.owner(app, call.text("openid")).orElseThrow();
            SessionKey next = phone.replaceSessionKey(user, app.appId());
            JsonObject fields = Answer.success().put("openid", call.text("openid"));
            return Answer.ok(fields.put("session_key", next.value()));
        });
    }

    private Optional<Answer> refuse(App app, Call call) {
        if (!call.text("sig_method").equals("hmac_sha256")) {
            return Optional.of(Answer.refused(WeChatError.INVALID_SIG_METHOD));
        }
        Optional<User> user = world.owner(app, call.text("openid"));
        if (user.isEmpty()) {
            return Optional.of(Answer.refused(WeChatError.INVALID_OPENID));
        }
        SessionKey key = phone.currentKey(user.get().name(), app.appId());
        return isSigned(key, call.text("signature"))
                ? Optional.empty()
                : Optional.of(Answer.refused(WeChatError.INVALID_SIGNATURE));
    }

    private boolean isSigned(@Nullable SessionKey key, String signature) {
        return key != null
                && !key.isExpired(world.now())
                && SessionKey.sign(key.value(), "").equals(signature);
    }
}

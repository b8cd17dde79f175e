package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.SERVICE_ACCOUNT;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.push.Push;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** WeChat as it tells a node what happened. */
record Pushes(AuthCore core) {
    /** Delivers an event and waits for its effect. */
    void deliver(Push.Event event) {
        core.ask(new Push.Accept(UUID.randomUUID().toString(), event));
        settle();
    }

    void settle() {
        core.eventually(() -> core.rows("SELECT 1 FROM push WHERE expires_at IS NULL AND attempts = 0")
                .isEmpty());
    }

    void subscribed(String openId, @Nullable String scene) {
        deliver(new Push.Subscribed(SERVICE_ACCOUNT, new OpenId(openId), core.clock.instant(), scene));
    }

    void unsubscribed(String openId, Duration ago) {
        deliver(new Push.Unsubscribed(
                SERVICE_ACCOUNT, new OpenId(openId), core.clock.instant().minus(ago)));
    }

    void scanned(String openId, String scene) {
        deliver(new Push.Scanned(SERVICE_ACCOUNT, new OpenId(openId), core.clock.instant(), scene));
    }

    void profileModified(AppId app, String openId) {
        deliver(new Push.ProfileModified(app, new OpenId(openId), core.clock.instant()));
    }

    void revoked(AppId app, String openId, Duration ago, Integer... items) {
        deliver(new Push.AuthorizationRevoked(
                app, new OpenId(openId), core.clock.instant().minus(ago), Set.of(items)));
    }

    void cancelled(AppId app, String openId, Duration ago) {
        deliver(new Push.AuthorizationCancelled(
                app, new OpenId(openId), core.clock.instant().minus(ago)));
    }
}

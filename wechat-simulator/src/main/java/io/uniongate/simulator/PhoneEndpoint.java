package io.uniongate.simulator;

import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** {@code getuserphonenumber} (protocol.md §1.7): turns the code of the phone button into a number, once. */
final class PhoneEndpoint {
    private final World world;

    PhoneEndpoint(World world) {
        this.world = world;
    }

    Answer number(App app, JsonObject body) {
        String value = body.getString("code", "");
        if (value.isEmpty()) {
            return Answer.refused(WeChatError.CODE_MISSING);
        }
        return Optional.ofNullable(world.codes.get(value))
                .filter(code -> isFor(app, code) && isBound(app, code, body.getString("openid", "")))
                .map(code -> spend(app, code))
                .orElseGet(() -> Answer.refused(WeChatError.INVALID_CODE));
    }

    /** A used code is as unknown as one of {@code wx.login} or of another app. */
    private boolean isFor(App app, Code code) {
        return code.origin() instanceof Code.Origin.PhoneButton
                && code.appId().equals(app.appId())
                && code.state() == Code.State.UNUSED
                && !code.isExpired(world.now());
    }

    private boolean isBound(App app, Code code, String openId) {
        return openId.isEmpty()
                || world.owner(app, openId)
                        .filter(user -> user.name().equals(code.user()))
                        .isPresent();
    }

    private Answer spend(App app, Code code) {
        world.codes.put(code.value(), code.used());
        Dialled number = Dialled.of(world.requireUser(code.user()).phone());
        return Answer.ok(Answer.success().put("phone_info", number.describe(app, world.now(), world.quirks)));
    }
}

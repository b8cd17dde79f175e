package io.uniongate.simulator;

import java.util.Optional;

/** The checks that every call with an appid begins with; a {@link Answer.Refused} if one of them fails. */
final class Credentials {
    private final World world;

    Credentials(World world) {
        this.world = world;
    }

    /** appid and grant_type, for calls that carry no secret. */
    Optional<Answer> refuseApp(String appId, String grantType, String wantedGrantType) {
        if (appId.isEmpty()) {
            return Optional.of(Answer.refused(WeChatError.APPID_MISSING));
        }
        if (!grantType.equals(wantedGrantType)) {
            return Optional.of(Answer.refused(WeChatError.INVALID_GRANT_TYPE));
        }
        return world.app(appId).isEmpty() ? Optional.of(Answer.refused(WeChatError.INVALID_APPID)) : Optional.empty();
    }

    /** The app's own secret, or the token of a third-party platform that the app authorized. */
    Optional<Answer> refuseCaller(Call call) {
        return call.api().isOfComponent()
                ? refuseComponent(call)
                : refuseSecret(call.text("appid"), call.text("secret"));
    }

    Optional<Answer> refuseComponent(Call call) {
        if (call.lacks("component_access_token")) {
            return Optional.of(Answer.refused(WeChatError.TOKEN_MISSING));
        }
        Optional<Component> component = world.components
                .find(call.text("component_appid"))
                .filter(known -> known.accessToken().equals(call.text("component_access_token")));
        if (component.isEmpty()) {
            return Optional.of(Answer.refused(WeChatError.INVALID_CREDENTIAL));
        }
        if (component.get().isExpired(world.now())) {
            return Optional.of(Answer.refused(WeChatError.TOKEN_EXPIRED));
        }
        boolean authorized = component.get().apps().contains(call.text("appid"));
        return authorized ? Optional.empty() : Optional.of(Answer.refused(WeChatError.COMPONENT_UNAUTHORIZED));
    }

    Optional<Answer> refuseSecret(String appId, String secret) {
        if (secret.isEmpty()) {
            return Optional.of(Answer.refused(WeChatError.SECRET_MISSING));
        }
        App app = world.requireApp(appId);
        if (app.secretState() == App.SecretState.FROZEN) {
            return Optional.of(Answer.refused(WeChatError.SECRET_FROZEN));
        }
        return app.secret().equals(secret) ? Optional.empty() : Optional.of(Answer.refused(WeChatError.INVALID_SECRET));
    }

    /** WeChat names the offending address in the message of 40164 (protocol.md §1.2). */
    Optional<Answer> refuseIp(String appId, String ip) {
        App app = world.requireApp(appId);
        if (app.ipWhitelist().isEmpty() || app.ipWhitelist().contains(ip)) {
            return Optional.empty();
        }
        String message = "invalid ip " + ip + " ipv6 ::ffff:" + ip + ", " + WeChatError.IP_NOT_ALLOWED.message();
        return Optional.of(new Answer.Refused(WeChatError.IP_NOT_ALLOWED.errcode(), message));
    }
}

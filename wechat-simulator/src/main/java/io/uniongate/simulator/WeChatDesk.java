package io.uniongate.simulator;

import java.util.Optional;

/** Sends each call to who decides about it. */
final class WeChatDesk {
    private final World world;
    private final CodeExchange codes;
    private final OAuthTokens oauth;
    private final TokenEndpoints tokens;

    WeChatDesk(World world) {
        this.world = world;
        this.codes = new CodeExchange(world);
        this.oauth = new OAuthTokens(world);
        this.tokens = new TokenEndpoints(world);
    }

    Answer decide(Call call) {
        return switch (call.api()) {
            case CODE2SESSION -> codes.session(call);
            case ACCESS_TOKEN -> codes.grant(call);
            case REFRESH_TOKEN -> oauth.refresh(call);
            case AUTH -> oauth.check(call);
            case USER_INFO -> oauth.userInfo(call);
            case TOKEN -> tokens.token(call);
            case STABLE_TOKEN -> tokens.stableToken(call);
            case API_DOMAIN_IP -> tokens.apiDomainIp(call);
            case AUTHORIZE, QR_CONNECT -> throw new IllegalArgumentException(call.api() + " is answered with a page");
        };
    }

    Fault strike(Call call) {
        Optional<Grant> grant = grantOf(call);
        String app = grant.map(Grant::appId).orElseGet(() -> call.text("appid"));
        String user = grant.map(Grant::user).orElseGet(() -> userOfCode(call));
        return world.faults.strike(call.api(), app, user).orElseGet(() -> Fault.on(call.api(), 1));
    }

    private Optional<Grant> grantOf(Call call) {
        return world.grants
                .withAccessToken(call.text("access_token"))
                .or(() -> world.grants.withRefreshToken(call.text("refresh_token")));
    }

    private String userOfCode(Call call) {
        Code code = world.codes.get(call.lacks("js_code") ? call.text("code") : call.text("js_code"));
        return code == null ? "" : code.user();
    }
}

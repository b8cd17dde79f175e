package io.uniongate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** What a user's OAuth tokens are good for (protocol.md §1.5): refresh_token, sns/auth, sns/userinfo. */
final class OAuthTokens {
    static final int CALLS_PER_MINUTE = 50_000;

    private final World world;
    private final Credentials credentials;

    OAuthTokens(World world) {
        this.world = world;
        this.credentials = new Credentials(world);
    }

    static JsonObject describe(Grant grant) {
        return new JsonObject()
                .put("access_token", grant.accessToken())
                .put("expires_in", Grant.ACCESS_LIFETIME.toSeconds())
                .put("refresh_token", grant.refreshToken())
                .put("openid", grant.identity().openId())
                .put("scope", grant.scope());
    }

    Answer refresh(Call call) {
        String appId = call.text("appid");
        Optional<Answer> refusal = credentials
                .refuseApp(appId, call.text("grant_type"), "refresh_token")
                .or(() -> call.api().isOfComponent() ? credentials.refuseComponent(call) : Optional.empty());
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (call.lacks("refresh_token")) {
            return Answer.refused(WeChatError.REFRESH_TOKEN_MISSING);
        }
        if (world.quotas.exceeds("refresh " + appId, CALLS_PER_MINUTE, Quotas.MINUTE, world.now())) {
            return Answer.refused(WeChatError.MINUTE_QUOTA);
        }
        return world.grants
                .withRefreshToken(call.text("refresh_token"))
                .filter(grant -> grant.appId().equals(appId))
                .map(this::refresh)
                .orElseGet(() -> Answer.refused(WeChatError.INVALID_REFRESH_TOKEN));
    }

    Answer check(Call call) {
        return refuse(call)
                .orElseGet(() -> Answer.ok(new JsonObject().put("errcode", 0).put("errmsg", "ok")));
    }

    Answer userInfo(Call call) {
        return refuse(call)
                .orElseGet(() -> userInfo(
                        world.grants.withAccessToken(call.text("access_token")).orElseThrow()));
    }

    /** A token that still works is extended, not replaced. */
    private Answer refresh(Grant grant) {
        if (grant.state() == Grant.State.PASSWORD_CHANGED) {
            return Answer.refused(WeChatError.PASSWORD_CHANGED);
        }
        if (grant.isRefreshExpired(world.now())) {
            return Answer.refused(WeChatError.REFRESH_TOKEN_EXPIRED);
        }
        String token = grant.isAccessExpired(world.now()) ? world.identifiers.token() : grant.accessToken();
        Grant refreshed = grant.withAccess(token, world.now().plus(Grant.ACCESS_LIFETIME));
        world.grants.replace(grant, refreshed);
        return Answer.ok(describe(refreshed));
    }

    private Optional<Answer> refuse(Call call) {
        if (call.lacks("access_token")) {
            return Optional.of(Answer.refused(WeChatError.TOKEN_MISSING));
        }
        if (call.lacks("openid")) {
            return Optional.of(Answer.refused(WeChatError.OPENID_MISSING));
        }
        Optional<Grant> grant = world.grants.withAccessToken(call.text("access_token"));
        if (grant.isEmpty() || grant.get().state() != Grant.State.ACTIVE) {
            return Optional.of(Answer.refused(WeChatError.INVALID_CREDENTIAL));
        }
        return refuse(grant.get(), call.text("openid"));
    }

    private Optional<Answer> refuse(Grant grant, String openId) {
        if (grant.isAccessExpired(world.now())) {
            return Optional.of(Answer.refused(WeChatError.TOKEN_EXPIRED));
        }
        boolean own = grant.identity().openId().equals(openId);
        return own ? Optional.empty() : Optional.of(Answer.refused(WeChatError.INVALID_OPENID));
    }

    private Answer userInfo(Grant grant) {
        if (!grant.coversProfile()) {
            return Answer.refused(WeChatError.API_UNAUTHORIZED);
        }
        if (world.quotas.exceeds("userinfo " + grant.appId(), CALLS_PER_MINUTE, Quotas.MINUTE, world.now())) {
            return Answer.refused(WeChatError.MINUTE_QUOTA);
        }
        JsonObject fields = profile(grant);
        String unionId = grant.identity().unionId();
        return Answer.ok(unionId == null ? fields : fields.put("unionid", unionId));
    }

    /** Sex and region have been empty since 2021-10-20; a snapshot's profile is virtual too. */
    private JsonObject profile(Grant grant) {
        User user = world.requireUser(grant.user());
        User shown = world.shown(grant.account() == Account.REAL ? user : User.named("微信用户"));
        return new JsonObject()
                .put("openid", grant.identity().openId())
                .put("nickname", shown.nickname())
                .put("sex", 0)
                .put("language", "")
                .put("city", "")
                .put("province", "")
                .put("country", "")
                .put("headimgurl", shown.avatarUrl())
                .put("privilege", new JsonArray());
    }
}

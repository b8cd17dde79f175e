package io.uniongate.simulator;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Optional;

/** The endpoints around the app's global token (protocol.md §1.2). */
final class TokenEndpoints {
    static final int PLAIN_PER_DAY = 2_000;
    static final int STABLE_PER_MINUTE = 10_000;
    static final int STABLE_PER_DAY = 500_000;

    private final World world;
    private final Credentials credentials;

    TokenEndpoints(World world) {
        this.world = world;
        this.credentials = new Credentials(world);
    }

    Answer token(Call call) {
        String appId = call.text("appid");
        return refuse(appId, call.text("grant_type"), call.text("secret"), call.ip())
                .or(() -> refuseDay("token/day " + appId, PLAIN_PER_DAY))
                .orElseGet(() -> describe(world.globalTokens.plain(appId, world.now())));
    }

    /** POST with a JSON body only. */
    Answer stableToken(Call call) {
        return call.posted(body -> stableToken(body, call.ip()));
    }

    /** The cheapest real endpoint that needs a global token: how one sees whether a token still works. */
    Answer apiDomainIp(App app, Call call) {
        return Answer.ok(new JsonObject().put("ip_list", new JsonArray().add("127.0.0.1")));
    }

    private Answer stableToken(JsonObject body, String ip) {
        String appId = body.getString("appid", "");
        Optional<Answer> refusal = refuse(appId, body.getString("grant_type", ""), body.getString("secret", ""), ip)
                .or(() -> refuseQuota(appId));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (!body.getBoolean("force_refresh", false)) {
            return describe(world.globalTokens.stable(appId, world.now()));
        }
        return world.globalTokens
                .force(appId, world.now())
                .map(this::describe)
                .orElseGet(() -> Answer.refused(WeChatError.DAILY_QUOTA));
    }

    private Optional<Answer> refuse(String appId, String grantType, String secret, String ip) {
        return credentials
                .refuseApp(appId, grantType, "client_credential")
                .or(() -> credentials.refuseSecret(appId, secret))
                .or(() -> credentials.refuseIp(appId, ip));
    }

    private Optional<Answer> refuseQuota(String appId) {
        if (world.quotas.exceeds("stable/min " + appId, STABLE_PER_MINUTE, Quotas.MINUTE, world.now())) {
            return Optional.of(Answer.refused(WeChatError.MINUTE_QUOTA));
        }
        return refuseDay("stable/day " + appId, STABLE_PER_DAY);
    }

    private Optional<Answer> refuseDay(String subject, int limit) {
        boolean exceeded = world.quotas.exceeds(subject, limit, Quotas.DAY, world.now());
        return exceeded ? Optional.of(Answer.refused(WeChatError.DAILY_QUOTA)) : Optional.empty();
    }

    private Answer describe(GlobalTokens.Token token) {
        return Answer.ok(new JsonObject()
                .put("access_token", token.value())
                .put("expires_in", world.clock.secondsUntil(token.expiresAt())));
    }
}

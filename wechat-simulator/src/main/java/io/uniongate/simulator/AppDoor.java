package io.uniongate.simulator;

import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/** What every call in an app's own name has to pass (protocol.md §1.2): token, address, kind of app, quota. */
final class AppDoor {
    static final Set<AppKind> MINI_PROGRAMS = EnumSet.of(AppKind.MINI_PROGRAM);
    static final Set<AppKind> ACCOUNTS = EnumSet.of(AppKind.SERVICE_ACCOUNT, AppKind.SUBSCRIPTION_ACCOUNT);
    static final Set<AppKind> SERVICE_ACCOUNTS = EnumSet.of(AppKind.SERVICE_ACCOUNT);
    static final Set<AppKind> ALL = EnumSet.allOf(AppKind.class);

    private static final int CALLS_PER_MINUTE = 60_000;
    private static final int CALLS_PER_DAY = 5_000_000;
    private static final Map<Api, Integer> PER_DAY =
            Map.of(Api.FOLLOWER_LIST, 500, Api.QR_CREATE, 100_000, Api.TICKET, 1_000_000);

    private final World world;
    private final Credentials credentials;

    AppDoor(World world) {
        this.world = world;
        this.credentials = new Credentials(world);
    }

    Answer pass(Call call, Set<AppKind> kinds, BiFunction<App, Call, Answer> step) {
        if (call.lacks("access_token")) {
            return Answer.refused(WeChatError.TOKEN_MISSING);
        }
        Optional<GlobalTokens.Token> token = world.globalTokens.find(call.text("access_token"));
        if (token.isEmpty()) {
            return Answer.refused(WeChatError.INVALID_CREDENTIAL);
        }
        App app = world.requireApp(token.get().appId());
        return refuse(call, token.get(), app, kinds).orElseGet(() -> step.apply(app, call));
    }

    private Optional<Answer> refuse(Call call, GlobalTokens.Token token, App app, Set<AppKind> kinds) {
        if (token.isExpired(world.now())) {
            return Optional.of(Answer.refused(WeChatError.TOKEN_EXPIRED));
        }
        return credentials
                .refuseIp(app.appId(), call.ip())
                .or(() -> kinds.contains(app.kind())
                        ? Optional.empty()
                        : Optional.of(Answer.refused(WeChatError.API_UNAUTHORIZED)))
                .or(() -> refuseQuota(call.api(), app.appId()));
    }

    private Optional<Answer> refuseQuota(Api api, String appId) {
        String subject = api.title() + ' ' + appId;
        if (world.quotas.exceeds(subject + "/min", CALLS_PER_MINUTE, Quotas.MINUTE, world.now())) {
            return Optional.of(Answer.refused(WeChatError.MINUTE_QUOTA));
        }
        int daily = PER_DAY.getOrDefault(api, CALLS_PER_DAY);
        boolean exceeded = world.quotas.exceeds(subject + "/day", daily, Quotas.DAY, world.now());
        return exceeded ? Optional.of(Answer.refused(WeChatError.DAILY_QUOTA)) : Optional.empty();
    }
}

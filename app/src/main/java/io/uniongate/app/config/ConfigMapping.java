package io.uniongate.app.config;

import io.uniongate.app.config.AppConfig.Role;
import io.uniongate.contract.registration.Client;
import io.uniongate.contract.registration.Clients;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** Gathers checked values into the record tree. */
final class ConfigMapping {
    private final Values values;

    private ConfigMapping(Values values) {
        this.values = values;
    }

    static AppConfig toConfig(Values values) {
        return new ConfigMapping(values).config();
    }

    private AppConfig config() {
        AppsMapping apps = new AppsMapping(values);
        return new AppConfig(
                http(),
                new AppConfig.Management(
                        values.get(ConfigKeys.MANAGEMENT_HOST), values.get(ConfigKeys.MANAGEMENT_PORT)),
                new AppConfig.Database(
                        values.get(ConfigKeys.DATABASE_URL),
                        values.get(ConfigKeys.POOL_SIZE),
                        values.get(ConfigKeys.DATA_DIRECTORY)),
                wechat(),
                tokens(),
                values.list(ConfigKeys.ENCRYPTION_KEYS),
                apps.apps(),
                apps.push(),
                apps.jsSdkHosts(),
                apps.domainFiles(),
                Clients.of(each("clients", this::client).toList()),
                each("webhooks", this::webhook).toList(),
                rateLimits(),
                new AppConfig.Cluster(values.get(ConfigKeys.CLUSTER)),
                roles(),
                new AppConfig.Logging(values.get(ConfigKeys.LOG_FORMAT), values.get(ConfigKeys.LOG_LEVEL)),
                new AppConfig.Shutdown(values.get(ConfigKeys.DRAIN_DELAY), values.get(ConfigKeys.FINISH_WITHIN)));
    }

    private AppConfig.Http http() {
        return new AppConfig.Http(
                values.get(ConfigKeys.HTTP_HOST),
                values.get(ConfigKeys.HTTP_PORT),
                values.get(ConfigKeys.PUBLIC_URL),
                values.list(ConfigKeys.TRUSTED_PROXIES));
    }

    private AppConfig.WeChat wechat() {
        return new AppConfig.WeChat(
                values.get(ConfigKeys.API_URL),
                values.get(ConfigKeys.OPEN_URL),
                values.get(ConfigKeys.MP_URL),
                values.get(ConfigKeys.WECHAT_TIMEOUT));
    }

    private AppConfig.Tokens tokens() {
        return new AppConfig.Tokens(
                values.find(ConfigKeys.ISSUER).orElseGet(() -> values.get(ConfigKeys.PUBLIC_URL)),
                values.get(ConfigKeys.ACCESS_TOKEN_TTL),
                values.get(ConfigKeys.REFRESH_TOKEN_TTL));
    }

    private Client client(int index) {
        return new Client(
                values.get(ConfigKeys.CLIENT_ID, index),
                values.find(ConfigKeys.CLIENT_SECRET, index).orElse(null),
                values.list(ConfigKeys.REDIRECT_URIS, index),
                values.list(ConfigKeys.RETURN_TO, index),
                values.find(ConfigKeys.OFFICIAL_ACCOUNT, index).orElse(null),
                values.find(ConfigKeys.WEBSITE, index).orElse(null),
                Set.copyOf(values.list(ConfigKeys.SCOPES, index)),
                values.get(ConfigKeys.PROFILE_REFRESH, index));
    }

    private AppConfig.Webhook webhook(int index) {
        return new AppConfig.Webhook(
                values.get(ConfigKeys.WEBHOOK_URL, index),
                values.get(ConfigKeys.WEBHOOK_SECRET, index),
                values.list(ConfigKeys.WEBHOOK_EVENTS, index));
    }

    private AppConfig.RateLimits rateLimits() {
        return new AppConfig.RateLimits(
                values.get(ConfigKeys.RATE_LIMITS),
                values.get(ConfigKeys.LOGIN_RATE),
                values.get(ConfigKeys.TOKEN_RATE),
                values.get(ConfigKeys.JS_SDK_RATE));
    }

    private Set<Role> roles() {
        List<Role> chosen = values.list(ConfigKeys.ROLES);
        return chosen.isEmpty() ? EnumSet.allOf(Role.class) : EnumSet.copyOf(chosen);
    }

    private <T> Stream<T> each(String list, Function<Integer, T> read) {
        return values.each(list).boxed().map(read);
    }
}

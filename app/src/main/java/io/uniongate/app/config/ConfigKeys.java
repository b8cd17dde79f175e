package io.uniongate.app.config;

import static io.uniongate.app.config.Key.defaulting;
import static io.uniongate.app.config.Key.optional;
import static io.uniongate.app.config.Key.required;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.OpenPlatform;
import io.uniongate.contract.Secret;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.DomainFile;
import io.uniongate.contract.registration.SignUp;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Every key there is: the loader, its messages and the printed listing all come from here. */
final class ConfigKeys {
    static final Key<String> HTTP_HOST =
            defaulting("http.host", Shapes.HOST, "0.0.0.0", "address that the public port listens on");
    static final Key<Integer> HTTP_PORT = defaulting("http.port", Shapes.PORT, "8080", "public port");
    static final Key<URI> PUBLIC_URL =
            required("http.publicUrl", Urls.ORIGIN, "where browsers and clients reach this server");
    static final Key<String> TRUSTED_PROXIES = optional(
            "http.trustedProxies[]", Urls.NETWORK, "reverse proxies whose forwarded client address is believed");

    static final Key<String> MANAGEMENT_HOST =
            defaulting("management.host", Shapes.HOST, "127.0.0.1", "address that the management port listens on");
    static final Key<Integer> MANAGEMENT_PORT =
            defaulting("management.port", Shapes.PORT, "9090", "port of health and metrics");

    static final Key<Secret> DATABASE_URL =
            required("database.url", Urls.DATABASE, "Postgres 15 or newer, or the bundled one under data/");
    static final Key<Integer> POOL_SIZE =
            defaulting("database.poolSize", Shapes.POOL_SIZE, "16", "connections to Postgres");
    static final Key<Path> DATA_DIRECTORY = defaulting(
            "database.dataDirectory", Shapes.PATH, "data/postgres", "where the bundled Postgres keeps its data");

    static final Key<URI> API_URL =
            defaulting("wechat.apiUrl", Urls.SECURE, "https://api.weixin.qq.com", "WeChat's API");
    static final Key<URI> OPEN_URL =
            defaulting("wechat.openUrl", Urls.SECURE, "https://open.weixin.qq.com", "WeChat's login pages");
    static final Key<URI> MP_URL =
            defaulting("wechat.mpUrl", Urls.SECURE, "https://mp.weixin.qq.com", "WeChat's pictures of QR codes");
    static final Key<Duration> WECHAT_TIMEOUT =
            defaulting("wechat.timeout", Shapes.POSITIVE_DURATION, "5s", "deadline of one call of WeChat");

    static final Key<URI> ISSUER =
            optional("tokens.issuer", Urls.SECURE, "iss of every token; http.publicUrl when left out");
    static final Key<Duration> ACCESS_TOKEN_TTL = defaulting(
            "tokens.accessTokenTtl",
            Shapes.POSITIVE_DURATION.but(
                    "a duration of at most one hour, such as 10m",
                    life -> life.compareTo(Duration.ofHours(1)) <= 0 && life.toSeconds() > 0),
            "10m",
            "life of an access token");
    static final Key<Duration> REFRESH_TOKEN_TTL =
            defaulting("tokens.refreshTokenTtl", Shapes.POSITIVE_DURATION, "30d", "life of a session that is not used");

    static final Key<EncryptionKey> ENCRYPTION_KEYS = required(
            "encryption.keys[]", Shapes.ENCRYPTION_KEY, "keys for secrets at rest: the first encrypts, all decrypt");

    static final Key<AppId> APP_ID = required("apps[].appId", Shapes.APP_ID, "AppID of a WeChat app");
    static final Key<AppKind> APP_KIND = required("apps[].kind", Shapes.oneOf(AppKind.class), "what kind of app it is");
    static final Key<OpenPlatform> APP_OPEN_PLATFORM =
            optional("apps[].openPlatform", Shapes.OPEN_PLATFORM, "the Open Platform account that the app is bound to");
    static final Key<Secret> APP_SECRET = optional("apps[].secret", Shapes.SECRET, "AppSecret of the app");
    static final Key<AppId> APP_COMPONENT = optional(
            "apps[].component", Shapes.APP_ID, "AppID of the third-party platform that the app's logins go through");
    static final Key<SignUp> APP_SIGN_UP = defaulting(
            "apps[].signUp",
            Shapes.oneOf(SignUp.class),
            "automatic",
            "whether an unknown person of a mini program becomes a user at once");
    static final Key<Secret> PUSH_TOKEN = optional("apps[].push.token", Shapes.PUSH_TOKEN, "Token of the message push");
    static final Key<Secret> PUSH_KEY =
            optional("apps[].push.encodingAesKey", Shapes.ENCODING_AES_KEY, "EncodingAESKey of the message push");
    static final Key<Secret> PUSH_PREVIOUS_KEY = optional(
            "apps[].push.previousEncodingAesKey", Shapes.ENCODING_AES_KEY, "the key before, while both are in use");
    static final Key<AppConfig.PushMode> PUSH_MODE = defaulting(
            "apps[].push.mode", Shapes.oneOf(AppConfig.PushMode.class), "aes", "how WeChat sends its messages");
    static final Key<String> JS_SDK_HOSTS =
            optional("apps[].jsSdkHosts[]", Shapes.HOST, "hosts whose pages may use the JS-SDK");

    static final Key<DomainFile> DOMAIN_FILE = optional(
            "apps[].domainFile",
            Shapes.DOMAIN_FILE,
            "name of the file by which WeChat sees whose http.publicUrl is; served there");

    static final Key<AppId> COMPONENT_ID =
            required("components[].appId", Shapes.APP_ID, "AppID of a third-party platform");
    static final Key<Secret> COMPONENT_SECRET =
            required("components[].secret", Shapes.SECRET, "AppSecret of the third-party platform");
    static final Key<Secret> COMPONENT_TOKEN = required(
            "components[].push.token", Shapes.PUSH_TOKEN, "Token of what WeChat pushes the platform and its apps");
    static final Key<Secret> COMPONENT_KEY = required(
            "components[].push.encodingAesKey", Shapes.ENCODING_AES_KEY, "EncodingAESKey of the third-party platform");
    static final Key<Secret> COMPONENT_PREVIOUS_KEY = optional(
            "components[].push.previousEncodingAesKey",
            Shapes.ENCODING_AES_KEY,
            "the key before, while both are in use");

    static final Key<ClientId> CLIENT_ID = required("clients[].clientId", Shapes.CLIENT_ID, "client_id of a client");
    static final Key<AppConfig.ClientType> CLIENT_TYPE = required(
            "clients[].type", Shapes.oneOf(AppConfig.ClientType.class), "whether the client can keep a secret");
    static final Key<Secret> CLIENT_SECRET =
            optional("clients[].secret", Shapes.SECRET, "secret of a confidential client");
    static final Key<String> REDIRECT_URIS =
            optional("clients[].redirectUris[]", Urls.REDIRECT, "where codes may be sent");
    static final Key<String> RETURN_TO =
            optional("clients[].returnTo[]", Urls.PAGE, "pages that /webpage/login may return to");
    static final Key<AppId> OFFICIAL_ACCOUNT =
            optional("clients[].officialAccount", Shapes.APP_ID, "the app for logins inside WeChat");
    static final Key<AppId> WEBSITE =
            optional("clients[].website", Shapes.APP_ID, "the app for logins in other browsers");
    static final Key<String> SCOPES = optional("clients[].scopes[]", Shapes.SCOPE, "what the client itself may do");
    static final Key<Boolean> PROFILE_REFRESH = defaulting(
            "clients[].profileRefresh",
            Shapes.SWITCH,
            "false",
            "whether WeChat's grants are kept, sealed, to fetch a profile again when it is older than a day");

    static final Key<URI> WEBHOOK_URL = required("webhooks[].url", Urls.SECURE, "where events are sent");
    static final Key<Secret> WEBHOOK_SECRET =
            required("webhooks[].secret", Shapes.WEBHOOK_SECRET, "key of the events' signatures");
    static final Key<String> WEBHOOK_EVENTS = required("webhooks[].events[]", Shapes.EVENT, "which events are sent");

    static final Key<Boolean> RATE_LIMITS =
            defaulting("rateLimits.enabled", Shapes.SWITCH, "true", "whether this server limits its callers");
    static final Key<Rate> LOGIN_RATE =
            defaulting("rateLimits.loginPerIp", Shapes.RATE_LIMIT, "120/m", "logins from one address");
    static final Key<Rate> TOKEN_RATE =
            defaulting("rateLimits.tokenPerIp", Shapes.RATE_LIMIT, "600/m", "token calls from one address");
    static final Key<Rate> JS_SDK_RATE = defaulting(
            "rateLimits.jsSdkPerIp", Shapes.RATE_LIMIT, "600/m", "pages signed for the JS-SDK from one address");

    static final Key<Boolean> CLUSTER =
            defaulting("cluster.enabled", Shapes.SWITCH, "false", "whether several processes share one event bus");
    static final Key<AppConfig.Role> ROLES =
            optional("roles[]", Shapes.oneOf(AppConfig.Role.class), "what this process runs; everything when left out");

    static final Key<AppConfig.LogFormat> LOG_FORMAT = defaulting(
            "logging.format",
            Shapes.oneOf(AppConfig.LogFormat.class),
            "auto",
            "json or text; auto is text on a terminal");
    static final Key<AppConfig.LogLevel> LOG_LEVEL =
            defaulting("logging.level", Shapes.oneOf(AppConfig.LogLevel.class), "info", "least important line written");
    static final Key<Duration> DRAIN_DELAY = defaulting(
            "shutdown.drainDelay", Shapes.DURATION_ONLY, "5s", "time for load balancers to see that it is not ready");
    static final Key<Duration> FINISH_WITHIN = defaulting(
            "shutdown.finishWithin", Shapes.POSITIVE_DURATION, "20s", "time for requests in flight to finish");

    static final List<Key<?>> ALL = List.of(
            HTTP_HOST,
            HTTP_PORT,
            PUBLIC_URL,
            TRUSTED_PROXIES,
            MANAGEMENT_HOST,
            MANAGEMENT_PORT,
            DATABASE_URL,
            POOL_SIZE,
            DATA_DIRECTORY,
            API_URL,
            OPEN_URL,
            MP_URL,
            WECHAT_TIMEOUT,
            ISSUER,
            ACCESS_TOKEN_TTL,
            REFRESH_TOKEN_TTL,
            ENCRYPTION_KEYS,
            APP_ID,
            APP_KIND,
            APP_OPEN_PLATFORM,
            APP_SECRET,
            APP_COMPONENT,
            APP_SIGN_UP,
            PUSH_TOKEN,
            PUSH_KEY,
            PUSH_PREVIOUS_KEY,
            PUSH_MODE,
            JS_SDK_HOSTS,
            DOMAIN_FILE,
            COMPONENT_ID,
            COMPONENT_SECRET,
            COMPONENT_TOKEN,
            COMPONENT_KEY,
            COMPONENT_PREVIOUS_KEY,
            CLIENT_ID,
            CLIENT_TYPE,
            CLIENT_SECRET,
            REDIRECT_URIS,
            RETURN_TO,
            OFFICIAL_ACCOUNT,
            WEBSITE,
            SCOPES,
            PROFILE_REFRESH,
            WEBHOOK_URL,
            WEBHOOK_SECRET,
            WEBHOOK_EVENTS,
            RATE_LIMITS,
            LOGIN_RATE,
            TOKEN_RATE,
            JS_SDK_RATE,
            CLUSTER,
            ROLES,
            LOG_FORMAT,
            LOG_LEVEL,
            DRAIN_DELAY,
            FINISH_WITHIN);

    private ConfigKeys() {}
}

package io.uniongate.webpage;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.OpenPlatform;
import io.uniongate.contract.Secret;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.Client;
import io.uniongate.contract.registration.Clients;
import io.uniongate.contract.registration.DomainFile;
import io.uniongate.contract.registration.SignUp;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.vertx.core.MultiMap;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The clients and apps that the tests of this module know. */
final class Fixture {
    static final AppId ACCOUNT = new AppId("wxaccount");
    static final AppId PUSHED_ACCOUNT = new AppId("wxpushed");
    static final AppId WEBSITE = new AppId("wxwebsite");
    static final AppId MINI_PROGRAM = new AppId("wxmini");
    static final String CALLBACK = "https://h5.example.com/callback";
    static final String CHALLENGE = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";
    static final String VERIFIER = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    static final String WECHAT_BROWSER = "Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) AppleWebKit/605.1.15"
            + " Mobile/15E148 MicroMessenger/8.0.49(0x18003137) NetType/WIFI Language/zh_CN";
    static final String WECOM_BROWSER = "Mozilla/5.0 (iPhone) wxwork/4.1.0 MicroMessenger/7.0.1 Language/zh";

    static final WebpageSettings SETTINGS = new WebpageSettings(
            URI.create("https://auth.example.com"),
            URI.create("https://auth.example.com"),
            URI.create("https://open.weixin.qq.com"));

    static final Client SHOP = new Client(
            new ClientId("h5-shop"),
            null,
            List.of(CALLBACK, "https://h5.example.com/cb?from=wx"),
            List.of("https://h5.example.com/", "https://h5.example.com:8443/exact", "https://app.example.com/in/"),
            ACCOUNT,
            WEBSITE,
            Set.of(),
            false);
    static final Client ACCOUNT_ONLY = new Client(
            new ClientId("account-only"),
            null,
            List.of("https://only.example.com/cb"),
            List.of("https://only.example.com/"),
            ACCOUNT,
            null,
            Set.of(),
            false);
    static final Client SERVER = new Client(
            new ClientId("web server"),
            new Secret("s:ecret +%1"),
            List.of("https://server.example.com/cb"),
            List.of(),
            ACCOUNT,
            null,
            Set.of(),
            false);
    static final Client SERVICE = new Client(
            new ClientId("orders-service"),
            new Secret("orders-secret"),
            List.of(),
            List.of(),
            null,
            null,
            Set.of("introspect"),
            false);

    static final Client SCANNING = new Client(
            new ClientId("scanning"),
            null,
            List.of(CALLBACK),
            List.of("https://h5.example.com/"),
            PUSHED_ACCOUNT,
            null,
            Set.of(),
            false);
    static final Client EVERYWHERE = new Client(
            new ClientId("everywhere"),
            null,
            List.of(CALLBACK),
            List.of("https://h5.example.com/"),
            PUSHED_ACCOUNT,
            WEBSITE,
            Set.of(),
            false);

    static final Clients CLIENTS = Clients.of(List.of(SHOP, ACCOUNT_ONLY, SERVER, SERVICE, SCANNING, EVERYWHERE));
    static final ServiceAccountSettings ACCOUNTS = new ServiceAccountSettings(
            Map.of(ACCOUNT, List.of("h5.example.com", "Shop.example.com")),
            Set.of(PUSHED_ACCOUNT),
            Set.of(new DomainFile("MP_verify_AbC123.txt")));
    static final WeChatApps APPS = WeChatApps.of(List.of(
            app(ACCOUNT, AppKind.OFFICIAL_ACCOUNT),
            app(PUSHED_ACCOUNT, AppKind.OFFICIAL_ACCOUNT),
            app(WEBSITE, AppKind.WEBSITE),
            app(MINI_PROGRAM, AppKind.MINI_PROGRAM)));

    private Fixture() {}

    private static WeChatApp app(AppId id, AppKind kind) {
        return new WeChatApp(id, kind, new OpenPlatform("main"), new Secret("app-secret"), SignUp.AUTOMATIC);
    }

    static Parameters sent(String... namesAndValues) {
        MultiMap values = MultiMap.caseInsensitiveMultiMap();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            values.add(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Parameters(values);
    }
}

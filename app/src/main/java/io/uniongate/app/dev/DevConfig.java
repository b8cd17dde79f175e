package io.uniongate.app.dev;

/** The development server's configuration, written as its user would write his own. */
final class DevConfig {
    private DevConfig() {}

    static String yaml(DevSettings settings, int port, String apiUrl, String openUrl) {
        return server(settings, port) + wechat(apiUrl, openUrl) + apps() + clients(port);
    }

    private static String server(DevSettings settings, int port) {
        return """
                http: { host: 127.0.0.1, port: %d, publicUrl: "http://localhost:%d" }
                management: { port: %d }
                database: { url: embedded, dataDirectory: "%s" }
                encryption: { keys: ["dev:%s"] }
                shutdown: { drainDelay: 0s, finishWithin: 5s }
                """.formatted(
                port, port, settings.managementPort(), settings.data().resolve("postgres"), DevKey.in(settings.data()));
    }

    private static String wechat(String apiUrl, String openUrl) {
        return """
                wechat: { apiUrl: "%s", openUrl: "%s", mpUrl: "%s" }
                """.formatted(apiUrl, openUrl, openUrl);
    }

    private static String apps() {
        return "apps:\n"
                + app(DevPeople.MINI_PROGRAM, "mini-program", "automatic")
                + app(DevPeople.PROFILE_MINI_PROGRAM, "mini-program", "profile-required")
                + serviceAccount()
                + app(DevPeople.WEBSITE, "website", "automatic");
    }

    private static String app(String appId, String kind, String signUp) {
        return "  - { appId: %s, kind: %s, openPlatform: %s, secret: %s, signUp: %s }%n"
                .formatted(appId, kind, DevPeople.OPEN_PLATFORM, DevPeople.secret(appId), signUp);
    }

    private static String serviceAccount() {
        return """
                  - appId: %s
                    kind: official-account
                    openPlatform: %s
                    secret: %s
                    push: { token: %s, mode: plain }
                    jsSdkHosts: [localhost]
                """.formatted(
                        DevPeople.SERVICE_ACCOUNT,
                        DevPeople.OPEN_PLATFORM,
                        DevPeople.secret(DevPeople.SERVICE_ACCOUNT),
                        DevPeople.PUSH_TOKEN);
    }

    private static String clients(int port) {
        return """
                clients:
                  - clientId: %s
                    type: public
                    redirectUris: ["http://localhost:%d%s"]
                    returnTo: ["http://localhost:%d/"]
                    officialAccount: %s
                    website: %s
                """.formatted(DevPeople.CLIENT, port, DemoPage.PATH, port, DevPeople.SERVICE_ACCOUNT, DevPeople.WEBSITE);
    }
}

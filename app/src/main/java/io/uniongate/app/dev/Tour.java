package io.uniongate.app.dev;

import io.uniongate.app.config.AppConfig;

/** What the development server prints once it runs. */
final class Tour {
    private Tour() {}

    static String of(AppConfig config, int managementPort, String simulator) {
        String api = config.http().publicUrl().toString();
        return """

                UnionGate is running, with a simulated WeChat. Do not use this in production.

                  API          %1$s
                  Discovery    %1$s/.well-known/openid-configuration
                  Demo page    %1$s/demo/
                  WeChat       %2$s   (simulator)
                  Health       http://127.0.0.1:%3$d/health/ready
                  Metrics      http://127.0.0.1:%3$d/metrics
                  Data         %4$s

                Log in by hand, as a mini program does:

                """.formatted(api, simulator, managementPort, config.database().dataDirectory()) + login(api, simulator);
    }

    private static String login(String api, String simulator) {
        return """
                  code=$(curl -s -X POST '%2$s/_sim/v1/codes' -H 'Content-Type: application/json' \\
                    -d '{"appId":"%3$s","user":"xiaoming"}' | sed 's/.*"code":"\\([^"]*\\)".*/\\1/')
                  curl -s '%1$s/miniprogram/login' -H 'Content-Type: application/json' \\
                    -d "{\\"appId\\":\\"%3$s\\",\\"code\\":\\"$code\\"}"

                """.formatted(api, simulator, DevPeople.MINI_PROGRAM);
    }
}

package io.uniongate.app.flow;

import io.uniongate.simulator.PushSettings;
import io.uniongate.simulator.SimulatedComponent;
import io.uniongate.simulator.WeChatSimulator;

/** How apps come to have no secret here, because they authorised a third-party platform. */
final class Leased {
    static final String PLATFORM = "wxcc00000000000001";
    static final String SECRET = "platform-secret";
    static final String PUSH_TOKEN = "platformtoken";
    static final String PUSH_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private Leased() {}

    /** The configuration in which a mini program's and the service account's logins go through the platform. */
    static String through(String yaml) {
        String account = yaml.replace(
                "secret-of-" + Gate.SERVICE_ACCOUNT
                        + ", jsSdkHosts: [localhost], push: { token: pushtoken, mode: plain }",
                "secret-of-" + Gate.SERVICE_ACCOUNT);
        return through(lent(account, Gate.SERVICE_ACCOUNT), Gate.OTHER_MINI);
    }

    /** The configuration in which a mini program's do. */
    static String through(String yaml, String miniProgram) {
        return lent(yaml, miniProgram).replace("clients:\n", """
                components:
                  - { appId: %s, secret: %s, push: { token: %s, encodingAesKey: %s } }
                clients:
                """.formatted(PLATFORM, SECRET, PUSH_TOKEN, PUSH_KEY));
    }

    private static String lent(String yaml, String app) {
        return yaml.replace("secret: secret-of-" + app, "component: " + PLATFORM);
    }

    /** WeChat's side of it. */
    static SimulatedComponent platform(WeChatSimulator weChat, String serverUrl) {
        SimulatedComponent platform = weChat.component(PLATFORM);
        platform.resetSecret(SECRET);
        platform.pushesTo(PushSettings.aes(serverUrl + "/wechat/push/" + PLATFORM, PUSH_TOKEN, PUSH_KEY));
        platform.authorizedBy(Gate.OTHER_MINI);
        platform.authorizedBy(Gate.SERVICE_ACCOUNT);
        return platform;
    }
}

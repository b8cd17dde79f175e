package io.uniongate.app.flow;

import io.uniongate.simulator.PushSettings;
import io.uniongate.simulator.SimulatedComponent;
import io.uniongate.simulator.WeChatSimulator;

/** How two of the apps come to have no secret here, because they authorised a third-party platform. */
final class Leased {
    static final String PLATFORM = "wxcc00000000000001";
    static final String PUSH_TOKEN = "platformtoken";
    static final String PUSH_KEY = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG";

    private Leased() {}

    /** The configuration in which their logins go through the platform. */
    static String through(String yaml) {
        return yaml.replace("secret: secret-of-" + Gate.OTHER_MINI, "component: " + PLATFORM)
                .replace(
                        "secret: secret-of-" + Gate.SERVICE_ACCOUNT
                                + ", jsSdkHosts: [localhost], push: { token: pushtoken, mode: plain }",
                        "component: " + PLATFORM)
                .replace("clients:\n", """
                        components:
                          - { appId: %s, secret: platform-secret, push: { token: %s, encodingAesKey: %s } }
                        clients:
                        """.formatted(PLATFORM, PUSH_TOKEN, PUSH_KEY));
    }

    /** WeChat's side of it. */
    static SimulatedComponent platform(WeChatSimulator weChat, String serverUrl) {
        SimulatedComponent platform = weChat.component(PLATFORM);
        platform.resetSecret("platform-secret");
        platform.pushesTo(PushSettings.aes(serverUrl + "/wechat/push/" + PLATFORM, PUSH_TOKEN, PUSH_KEY));
        platform.authorizedBy(Gate.OTHER_MINI);
        platform.authorizedBy(Gate.SERVICE_ACCOUNT);
        return platform;
    }
}

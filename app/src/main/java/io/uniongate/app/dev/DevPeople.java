package io.uniongate.app.dev;

import io.uniongate.simulator.App;
import io.uniongate.simulator.PushSettings;
import io.uniongate.simulator.User;
import java.util.List;

/** The apps and people that the development server's WeChat knows; all apps are bound to one Open Platform account. */
final class DevPeople {
    static final String MINI_PROGRAM = "wxde00000000000001";
    static final String PROFILE_MINI_PROGRAM = "wxde00000000000002";
    static final String SERVICE_ACCOUNT = "wxde00000000000003";
    static final String WEBSITE = "wxde00000000000004";
    static final String OPEN_PLATFORM = "main";
    static final String CLIENT = "h5-demo";
    static final String PUSH_TOKEN = "simulated";

    private static final String SECRET = "simulated-secret-of-";
    private static final String HOST = "localhost";

    private DevPeople() {}

    static List<App> apps() {
        return List.of(
                App.miniProgram(MINI_PROGRAM, secret(MINI_PROGRAM))
                        .withName("示例商城")
                        .withOpenPlatform(OPEN_PLATFORM),
                App.miniProgram(PROFILE_MINI_PROGRAM, secret(PROFILE_MINI_PROGRAM))
                        .withName("示例会员")
                        .withOpenPlatform(OPEN_PLATFORM),
                serviceAccount(),
                App.website(WEBSITE, secret(WEBSITE), HOST).withName("示例网站").withOpenPlatform(OPEN_PLATFORM));
    }

    /** The service account once WeChat tells this server who follows it and who scans. */
    static App pushedTo(String publicUrl) {
        return serviceAccount().withPush(PushSettings.plain(publicUrl + "/wechat/push/" + SERVICE_ACCOUNT, PUSH_TOKEN));
    }

    private static App serviceAccount() {
        return App.serviceAccount(SERVICE_ACCOUNT, secret(SERVICE_ACCOUNT), HOST)
                .withName("示例服务号")
                .withOpenPlatform(OPEN_PLATFORM);
    }

    static List<User> users() {
        return List.of(
                User.named("xiaoming").withNickname("小明").withPhone("13800138001"),
                User.named("xiaohong").withNickname("小红").withPhone("13800138002"),
                User.named("laowang").withNickname("老王").withPhone("13800138003"));
    }

    /** Good for the simulator only, and therefore no secret. */
    static String secret(String appId) {
        return SECRET + appId;
    }
}

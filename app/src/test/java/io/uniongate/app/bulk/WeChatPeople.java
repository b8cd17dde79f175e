package io.uniongate.app.bulk;

import io.uniongate.simulator.App;
import io.uniongate.simulator.SimulatedUser;
import io.uniongate.simulator.SimulatorOptions;
import io.uniongate.simulator.SimulatorOptions.Limits;
import io.uniongate.simulator.WeChatSimulator;
import java.util.List;
import java.util.stream.IntStream;

/** A WeChat with a mini program and an official account before and after its migration, and the people in them. */
final class WeChatPeople implements AutoCloseable {
    static final String MINI = "wxaa00000000000001";
    static final String OLD = "wxaa00000000000004";
    static final String NEW = "wxaa00000000000006";

    final WeChatSimulator weChat = WeChatSimulator.start(SimulatorOptions.defaults()
            .withLimits(Limits.OFF)
            .withApps(List.of(
                    App.miniProgram(MINI, "s").withOpenPlatform("main"),
                    App.serviceAccount(OLD, "s", "localhost").withOpenPlatform("main"),
                    App.serviceAccount(NEW, "s", "localhost").withOpenPlatform("main"))));

    List<SimulatedUser> named(String name, int count) {
        return IntStream.range(0, count)
                .mapToObj(number -> weChat.user(name + number))
                .toList();
    }

    void follow(List<SimulatedUser> people) {
        people.forEach(person -> person.follows(OLD).await());
    }

    /** A line of a file of people; what is known of the unionid is told, or is not. */
    static String line(SimulatedUser person, String appId, boolean named) {
        return String.join(
                ",",
                appId,
                person.openIdIn(appId),
                named ? person.unionIdIn(appId).orElseThrow() : "");
    }

    /** A configuration with these official accounts. */
    String config(CommandDatabase database, String... accounts) {
        StringBuilder yaml = new StringBuilder("""
                http: { publicUrl: "http://localhost:8080" }
                database: { url: "%s" }
                encryption: { keys: ["k1:MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="] }
                wechat: { apiUrl: "%s", timeout: 5s }
                apps:
                  - { appId: %s, kind: mini-program, openPlatform: main, secret: s }
                """.formatted(database.url(), weChat.apiUrl(), MINI));
        for (String account : accounts) {
            yaml.append(
                    "  - { appId: %s, kind: official-account, openPlatform: main, secret: s }%n".formatted(account));
        }
        return yaml.toString();
    }

    @Override
    public void close() {
        weChat.close();
    }
}

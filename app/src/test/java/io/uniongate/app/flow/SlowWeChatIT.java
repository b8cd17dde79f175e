package io.uniongate.app.flow;

import static io.uniongate.app.flow.Gate.MINI;
import static io.uniongate.app.flow.Gate.OTHER_MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.simulator.App;
import io.uniongate.simulator.FaultPlan;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** WeChat hangs, breaks or is half away, and those who need none of it go on. */
class SlowWeChatIT {
    private static final int APPS = 8;
    private static final int LOGINS_OF_EACH = 50;
    private static final Duration LONGEST_RECOVERY = Duration.ofSeconds(30);

    @Test
    @Tag("T14")
    void servesWhoIsSignedInWhileFourHundredLoginsHang() {
        try (Gate gate = Gate.open(SlowWeChatIT::manyApps)) {
            apps().forEach(app -> gate.weChat.add(App.miniProgram(app, "secret-of-" + app)));
            Phone phone = gate.phone("xiaoming");
            String token = phone.opens(MINI).text("access_token");
            gate.weChat.always("code2session").hangs();

            List<CompletableFuture<Answer>> hanging = apps().flatMap(
                            app -> IntStream.range(0, LOGINS_OF_EACH).mapToObj(n -> login(phone, app)))
                    .toList();
            while (gate.weChat.requests().count("code2session") <= APPS * LOGINS_OF_EACH) {
                assertThat(phone.me(token).status()).isEqualTo(200);
            }
            Answer me = phone.me(token);
            long answeredBefore =
                    hanging.stream().filter(CompletableFuture::isDone).count();

            gate.weChat.close();

            assertThat(me.status()).isEqualTo(200);
            assertThat(answeredBefore).isZero();
            assertThat(hanging).allSatisfy(login -> assertIsOutage(login.join()));
        }
    }

    @Test
    @Tag("T14")
    void asksAWeChatThatHangsNoMoreUntilItIsBack() {
        try (Gate gate = Gate.open()) {
            Phone phone = gate.phone("xiaoming");
            gate.weChat.always("code2session").forApp(MINI).hangs();
            List<CompletableFuture<Answer>> hanging =
                    IntStream.range(0, 20).mapToObj(n -> login(phone, MINI)).toList();
            assertThat(hanging).allSatisfy(login -> assertIsOutage(login.join()));
            int asked = gate.weChat.requests().count("code2session");

            Answer withheld = phone.opens(MINI);
            int askedMeanwhile = gate.weChat.requests().count("code2session") - asked;
            Answer elsewhere = phone.opens(OTHER_MINI);
            gate.weChat.clearFaults();

            assertIsOutage(withheld);
            assertThat(askedMeanwhile).isZero();
            assertThat(elsewhere.status()).isEqualTo(200);
            assertThat(recovers(phone)).isTrue();
        }
    }

    @ParameterizedTest
    @MethodSource("outages")
    @Tag("T14")
    void answersWithinTheDeadlineHoweverWeChatBreaks(Consumer<FaultPlan> outage) {
        try (Gate gate = Gate.open()) {
            Phone phone = gate.phone("xiaoming");
            outage.accept(gate.weChat.always("code2session"));

            Answer answer = phone.opens(MINI);

            assertIsOutage(answer);
            gate.weChat.clearFaults();
            assertThat(phone.opens(MINI).status()).isEqualTo(200);
        }
    }

    static Stream<Consumer<FaultPlan>> outages() {
        return Stream.of(plan -> plan.fails(-1), plan -> plan.answersStatus(502), FaultPlan::drops);
    }

    @Test
    @Tag("T18")
    void logsInWhileNoAccessTokenOfTheAppCanBeHad() {
        try (Gate gate = Gate.open()) {
            gate.weChat.always("token").drops();
            gate.weChat.always("stable_token").hangs();
            Phone phone = gate.phone("xiaoming");

            Answer login = phone.opens(MINI);
            Answer again = phone.opens(MINI);

            assertThat(login.text("status")).isEqualTo("signed_in");
            assertThat(again.userId()).isEqualTo(login.userId());
        }
    }

    private static CompletableFuture<Answer> login(Phone phone, String app) {
        return phone.client.later(
                "POST", "/miniprogram/login", JsonObject.of("appId", app, "code", phone.person.login(app)));
    }

    private static void assertIsOutage(Answer answer) {
        assertThat(answer.status()).as(answer.body()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("WECHAT_UNAVAILABLE");
        assertThat(answer.header("retry-after")).matches("[1-9]\\d*");
    }

    private static boolean recovers(Phone phone) {
        return Patience.within(LONGEST_RECOVERY, () -> phone.opens(MINI).status() == 200);
    }

    /** As many as keep all logins on their way to WeChat at once, none of them waiting for a place. */
    private static Stream<String> apps() {
        return IntStream.range(0, APPS).mapToObj(number -> "wxbb0000000000000" + number);
    }

    private static String manyApps(String yaml) {
        return apps().map(app -> "\n  - { appId: " + app + ", kind: mini-program, secret: secret-of-" + app + " }")
                .collect(Collectors.collectingAndThen(
                        Collectors.joining(), more -> yaml.replace("apps:", "apps:" + more)))
                .replace("timeout: 2s", "timeout: 20s");
    }
}

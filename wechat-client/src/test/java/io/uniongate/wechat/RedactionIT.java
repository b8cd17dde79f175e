package io.uniongate.wechat;

import static io.uniongate.wechat.WeChatBench.LENT;
import static io.uniongate.wechat.WeChatBench.PAGES;
import static io.uniongate.wechat.WeChatBench.PLATFORM;
import static io.uniongate.wechat.WeChatBench.SHOP;
import static io.uniongate.wechat.WeChatBench.exchangeWeb;
import static io.uniongate.wechat.WeChatBench.fetchProfile;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import io.uniongate.contract.Secret;
import io.uniongate.contract.bus.Request;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.push.Push;
import io.uniongate.db.TestPostgres;
import io.uniongate.simulator.FaultPlan;
import io.uniongate.simulator.SimulatedComponent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.LoggerFactory;

/** Reads every log line and message of every failure; alone, because loggers are the whole JVM's. */
@Isolated
class RedactionIT {
    private static final String CODE = "code-9d2e71";
    private static final String ECHO = "{\"errcode\":40125,\"errmsg\":\"invalid appsecret " + WeChatBench.APP_SECRET
            + ", rid: 5f1a7b2c-3d4e5f6a-7b8c9d0e\"}";
    private static final List<Consumer<FaultPlan>> FAULTS = List.of(
            fault -> fault.fails(-1),
            fault -> fault.fails(40029),
            fault -> fault.fails(40163),
            fault -> fault.fails(45011),
            fault -> fault.fails(40164),
            fault -> fault.fails(99999),
            fault -> fault.answers(ECHO),
            fault -> fault.answers("{}"),
            fault -> fault.answers("{\"session_key\":\"session-key-11\",\"access_token\":\"user-token-77ab\"}"),
            fault -> fault.answers("{\"openid\":\"o-page\",\"session_key\":\"session-key-11\",\"access_to"),
            FaultPlan::answersHtml,
            fault -> fault.answersStatus(502),
            FaultPlan::drops,
            FaultPlan::hangs);

    private final WeChatBench bench = new WeChatBench();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final Level before = root.getLevel();

    @BeforeEach
    void listen() {
        Duration timeout = Duration.ofMillis(1500);
        bench.deploy(
                new WeChatSettings(bench.apiUrl(), bench.apiUrl(), timeout, 4, 4, timeout, 1000, timeout),
                TestPostgres.freshDatabase());
        lines.start();
        root.addAppender(lines);
        root.setLevel(Level.TRACE);
    }

    @AfterEach
    void close() {
        root.setLevel(before);
        root.detachAppender(lines);
        bench.close();
    }

    @Test
    @Tag("S29")
    @Tag("T14")
    void nothingSecretLeavesByAnyFailure() {
        List<String> messages = new ArrayList<>();
        platformHasATicket();

        for (Consumer<FaultPlan> fault : FAULTS) {
            messages.add(failure("code2session", fault, WeChatBench.exchange(SHOP, CODE)));
            messages.add(failure("access_token", fault, exchangeWeb(PAGES, CODE)));
            messages.add(failure("userinfo", fault, fetchProfile(PAGES)));
            messages.add(failure("refresh_token", fault, WeChatBench.refreshGrant(PAGES)));
            messages.add(failure("stable_token", fault, Cluster.check(SHOP)));
            messages.add(failure("component/code2session", fault, WeChatBench.exchange(LENT, CODE)));
            messages.add(failure("api_component_token", fault, WeChatBench.exchange(LENT, CODE)));
        }

        assertThat(messages).hasSize(7 * FAULTS.size()).noneMatch(message -> message.contains("Internal"));
        assertThat(String.join("\n", messages) + logged())
                .contains("5f1a7b2c-3d4e5f6a-7b8c9d0e", "errcode 40125", SHOP.value())
                .doesNotContain(
                        CODE,
                        WeChatBench.APP_SECRET,
                        "user-token-77ab",
                        "session-key-11",
                        "refresh-token-31c0",
                        Cluster.SESSION_KEY.reveal(),
                        PLATFORM.secret().reveal(),
                        "ticket@@@",
                        "secret=")
                .doesNotContain(componentTokens());
    }

    @Test
    @Tag("T15")
    void namesTheAddressThatIsNotAllowedInOneLine() {
        bench.simulator()
                .next("code2session")
                .answers("{\"errcode\":40164,\"errmsg\":\"invalid ip 113.87.1.2 ipv6 ::ffff:113.87.1.2, "
                        + "not in whitelist, rid: 617aa73c-10d5a0d8-2fb7d5f2\"}");

        Problem refusal = bench.refusal(WeChatBench.exchange(SHOP, CODE));

        assertThat(refusal).isEqualTo(new Problem.WechatMisconfigured());
        assertThat(List.copyOf(lines.list))
                .filteredOn(line -> line.getLevel() == Level.ERROR)
                .singleElement()
                .extracting(ILoggingEvent::getFormattedMessage)
                .asString()
                .contains(SHOP.value(), "40164", "617aa73c-10d5a0d8-2fb7d5f2", "113.87.1.2");
    }

    @Test
    @Tag("T56")
    void namesTheAddressThatMayNotFetchTokensAndAsksOnce() {
        bench.simulator()
                .next("stable_token")
                .answers("{\"errcode\":40164,\"errmsg\":\"invalid ip 113.87.1.2 of " + WeChatBench.APP_SECRET
                        + ", not in whitelist, rid: 617aa73c-10d5a0d8-2fb7d5f2\"}");

        Problem refusal = bench.refusal(Cluster.check(SHOP));

        assertThat(refusal).isEqualTo(new Problem.WechatMisconfigured());
        assertThat(bench.nextMisconfigured().errcode()).isEqualTo(40164);
        assertThat(bench.simulator().requests().count("stable_token")).isEqualTo(1);
        assertThat(logged())
                .contains("ERROR cgi-bin/stable_token", "113.87.1.2", "617aa73c-10d5a0d8-2fb7d5f2")
                .doesNotContain(WeChatBench.APP_SECRET);
    }

    private void platformHasATicket() {
        SimulatedComponent platform = bench.simulator().component(PLATFORM.id().value());
        platform.resetSecret(PLATFORM.secret().reveal());
        bench.bus()
                .ask(new Push.KeepTicket(PLATFORM.id(), new Secret(platform.issuesTicket())))
                .await();
    }

    private Set<String> componentTokens() {
        Set<String> tokens = bench.simulator().requests().taken("/sns/component/jscode2session").stream()
                .map(request -> request.text("component_access_token"))
                .collect(Collectors.toSet());
        assertThat(tokens).isNotEmpty();
        return tokens;
    }

    private String failure(String api, Consumer<FaultPlan> fault, Request<?> ask) {
        bench.simulator().clearFaults();
        bench.clock().advance(Duration.ofDays(1));
        fault.accept(bench.simulator().always(api));
        ProblemException failure = bench.failure(ask);
        return failure.problem() + " " + failure + " " + failure.getCause();
    }

    /** Of the client's side only: the simulator's router is in this JVM too, and prints what it was sent. */
    private String logged() {
        return List.copyOf(lines.list).stream()
                .filter(line -> !line.getLoggerName().startsWith("io.vertx.ext.web."))
                .map(RedactionIT::text)
                .collect(Collectors.joining("\n"));
    }

    private static String text(ILoggingEvent line) {
        String thrown = line.getThrowableProxy() == null ? "" : ThrowableProxyUtil.asString(line.getThrowableProxy());
        return line.getLoggerName() + " " + line.getLevel() + " " + line.getFormattedMessage() + " " + thrown;
    }
}

package io.uniongate.wechat;

import static java.util.stream.Collectors.joining;

import io.uniongate.contract.wechat.Platform;
import io.uniongate.contract.wechat.WeChat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The page about WeChat's interfaces, written out of the code that asks them. */
final class InterfaceTable {
    private static final String HEAD = """
            # WeChat's interfaces

            Generated from `Api`, `Refusal` and `Remedy` of wechat-client; a test holds this page against them. After a change of those:
            `./mvnw -pl wechat-client -am test -Dtest=InterfaceTableTest -Dsurefire.failIfNoSpecifiedTests=false -Dinterfaces.write=true`

            ## Where each is used

            | Interface | Presents | Asked for | Asked again |
            |---|---|---|---|
            """;
    private static final String ERRCODES = """

            ## What each errcode does

            What no row names is `WECHAT_BAD_ANSWER` (502). Log levels: ERROR is what somebody must act on, INFO one person's matter.

            | errcode | Interfaces | Answered as | Status | Log |
            |---|---|---|---|---|
            """;
    private static final String REMEDIES = """

            ## What `uniongate doctor` says of them

            | errcode | Cause | Cure |
            |---|---|---|
            """;

    private InterfaceTable() {}

    static String page() {
        return HEAD
                + lines(Stream.of(Api.values()).map(InterfaceTable::used))
                + ERRCODES
                + lines(errcodes())
                + REMEDIES
                + lines(Remedy.errcodes().stream().sorted().map(InterfaceTable::remedy));
    }

    private static String used(Api api) {
        String asked = uses(api).stream().map(use -> "`" + name(use) + "`").collect(joining(", "));
        return row("`" + api.path() + "`", presents(api), asked, repeated(api));
    }

    /** Exhaustive, so that an interface without a use does not compile. */
    private static List<Class<?>> uses(Api api) {
        return switch (api) {
            case CODE_TO_SESSION, COMPONENT_CODE_TO_SESSION -> List.of(WeChat.ExchangeCode.class, Platform.Probe.class);
            case WEB_TOKEN, COMPONENT_WEB_TOKEN -> List.of(WeChat.ExchangeWebCode.class, Platform.Probe.class);
            case REFRESH_TOKEN, COMPONENT_REFRESH_TOKEN -> List.of(WeChat.RefreshGrant.class);
            case COMPONENT_TOKEN -> List.of(WeChat.class, Platform.Probe.class);
            case USER_INFO -> List.of(WeChat.FetchProfile.class);
            case STABLE_TOKEN -> List.of(Platform.class, Platform.Probe.class);
            case TICKET -> List.of(Platform.SignPage.class);
            case CHECK_SESSION -> List.of(Platform.CheckSession.class);
            case RESET_SESSION -> List.of(Platform.ResetSession.class);
            case PHONE_NUMBER -> List.of(Platform.FetchPhone.class, Platform.Probe.class);
            case FOLLOWER -> List.of(Platform.FetchFollower.class);
            case FOLLOWERS -> List.of(Platform.FetchFollowers.class);
            case FOLLOWER_LIST -> List.of(Platform.ListFollowers.class, Platform.Probe.class);
            case QR_CODE -> List.of(Platform.CreateQrCode.class);
            case CHANGE_OPENID -> List.of(Platform.ChangeOpenIds.class);
        };
    }

    private static String name(Class<?> message) {
        Class<?> family = message.getEnclosingClass();
        return (family == null ? "" : family.getSimpleName() + ".") + message.getSimpleName();
    }

    private static String presents(Api api) {
        return switch (api.credential()) {
            case APP_SECRET -> "the app's secret";
            case USER_GRANT -> "the person's grant";
            case APP_TOKEN -> "the app's access_token";
            case COMPONENT_SECRET -> "the component's secret and ticket";
            case COMPONENT_TOKEN -> "the component's access_token";
        };
    }

    private static String repeated(Api api) {
        if (api.mayFollow(new Answer.Silent("connection"), 1)) {
            return "twice, when WeChat is busy or breaks";
        }
        return "once, and only when WeChat says that it is busy (-1)";
    }

    /** One row for all interfaces that take an errcode for the same. */
    private static Stream<String> errcodes() {
        Map<Integer, Map<String, List<Api>>> byErrcode = new TreeMap<>();
        for (Api api : Api.values()) {
            Refusal.table(api)
                    .forEach((errcode, refusal) -> byErrcode
                            .computeIfAbsent(errcode, first -> new TreeMap<>())
                            .merge(effect(refusal), List.of(api), InterfaceTable::joined));
        }
        return byErrcode.entrySet().stream().flatMap(errcode -> rows(errcode.getKey(), errcode.getValue()));
    }

    private static Stream<String> rows(int errcode, Map<String, List<Api>> byEffect) {
        return byEffect.entrySet().stream()
                .map(row -> "| " + errcode + " | " + names(row.getValue()) + " | " + row.getKey() + " |");
    }

    private static String names(List<Api> apis) {
        return apis.size() == Api.values().length
                ? "all"
                : apis.stream().map(api -> "`" + api.path() + "`").collect(joining(", "));
    }

    private static String effect(Refusal refusal) {
        String again = refusal.equals(Refusal.TOKEN_ENDED) ? "asked once more with a new token, then " : "";
        return again + "`" + refusal.problem().code() + "` | "
                + refusal.problem().status() + " | " + refusal.level();
    }

    private static List<Api> joined(List<Api> some, List<Api> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    private static String remedy(int errcode) {
        Remedy remedy = Remedy.of(errcode).orElseThrow();
        return row(Integer.toString(errcode), remedy.cause(Locale.ENGLISH), remedy.cure(Locale.ENGLISH));
    }

    private static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |";
    }

    private static String lines(Stream<String> lines) {
        return lines.map(line -> line + "\n").collect(joining());
    }
}

package io.uniongate.wechat;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;

import io.uniongate.contract.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.slf4j.event.Level;

/**
 * What an errcode of WeChat means to whoever asked: the table of protocol.md §1.12, a class a line.
 *
 * <p>An errcode that is in no line is {@link #UNKNOWN}, a bad answer: calling it an outage would invite the client
 * to repeat what may never work, calling it the person's fault would send them in circles.
 */
record Refusal(Level level, Problem problem) {
    static final Refusal BUSY = new Refusal(Level.WARN, new Problem.WechatUnavailable(5));
    static final Refusal LOGIN_AGAIN = new Refusal(Level.INFO, new Problem.CodeInvalid());
    static final Refusal BLOCKED = new Refusal(Level.INFO, new Problem.UserBlocked());
    static final Refusal DENIED = new Refusal(Level.INFO, new Problem.AccessDenied());
    static final Refusal OUT_OF_SCOPE = new Refusal(Level.INFO, new Problem.InsufficientScope());
    static final Refusal MINUTE_QUOTA = new Refusal(Level.WARN, new Problem.WechatRateLimited(60));
    /** Lasts until midnight in China, unless an operator clears it; an hour is how often that is worth a look. */
    static final Refusal DAILY_QUOTA = new Refusal(Level.WARN, new Problem.WechatRateLimited(3600));

    static final Refusal MISCONFIGURED = new Refusal(Level.ERROR, new Problem.WechatMisconfigured());
    /** What only a mistake of this program can bring about. */
    static final Refusal BUG = new Refusal(Level.ERROR, new Problem.Internal());

    static final Refusal UNKNOWN = new Refusal(Level.WARN, new Problem.WechatBadAnswer());

    /**
     * The token of the app or the component ended before its time: another takes its place and the call is made once more. Refused again, it
     * is some seconds until yet another is fetched, and no outage: what is one, {@link #BUSY} alone says.
     */
    static final Refusal TOKEN_ENDED = new Refusal(Level.WARN, new Problem.WechatUnavailable(10));

    static final Refusal SESSION_ENDED = new Refusal(Level.INFO, new Problem.SessionKeyStale());
    static final Refusal PHONE_CODE = new Refusal(Level.INFO, new Problem.PhoneCodeInvalid());
    /** An openid of another app, or of nobody. */
    static final Refusal NOBODY = new Refusal(Level.WARN, new Problem.NotFound());

    static final Refusal NOT_MIGRATED = new Refusal(
            Level.WARN, new Problem.InvalidRequest("WeChat knows of no confirmed migration from that account (63178)"));

    private static final Map<Integer, Refusal> GENERAL = table(List.of(
            line(BUSY, -1),
            line(LOGIN_AGAIN, 40029, 40163, 41008, 42003),
            line(BLOCKED, 40226, 50002),
            line(DENIED, 43004, 50001, 50005),
            line(MINUTE_QUOTA, 45011),
            line(DAILY_QUOTA, 45009),
            line(MISCONFIGURED, 40001, 40013, 40125, 40164, 40243, 41002, 41004, 45035),
            line(MISCONFIGURED, 48001, 48004, 61003, 61004, 61007, 89503),
            line(BUG, 40002, 41001, 41003, 41009, 43002, 43003, 44002, 47001)));

    /** The errcodes about tokens are about the one that was presented: the person's, the app's or the component's. */
    private static final Map<Credential, Map<Integer, Refusal>> PRESENTED = Map.of(
            Credential.APP_SECRET,
            Map.of(),
            Credential.USER_GRANT,
            table(List.of(line(LOGIN_AGAIN, 40001, 40014, 40030, 42001, 42002, 42007), line(OUT_OF_SCOPE, 48001))),
            Credential.APP_TOKEN,
            table(List.of(line(TOKEN_ENDED, 40001, 40014, 42001), line(NOBODY, 40003))),
            Credential.COMPONENT_SECRET,
            Map.of(),
            Credential.COMPONENT_TOKEN,
            table(List.of(line(TOKEN_ENDED, 40001, 40014, 42001))));

    /** What only one API says, or means by what others say too. */
    private static final Map<Api, Map<Integer, Refusal>> OWN = Map.of(
            Api.CHECK_SESSION, table(List.of(line(SESSION_ENDED, 87009), line(BUG, 87008))),
            Api.RESET_SESSION, table(List.of(line(SESSION_ENDED, 87009), line(BUG, 87008))),
            Api.PHONE_NUMBER, table(List.of(line(PHONE_CODE, 40003, 40029, 40163, 41008, 42003))),
            Api.QR_CODE, table(List.of(line(BUG, 40052, 40053))),
            Api.CHANGE_OPENID, table(List.of(line(NOT_MIGRATED, 63178))),
            Api.COMPONENT_TOKEN, table(List.of(line(MISCONFIGURED, 61005, 61006, 61011))),
            Api.COMPONENT_REFRESH_TOKEN, table(List.of(line(LOGIN_AGAIN, 40030, 42002, 42007))));

    private static final Map<Api, Map<Integer, Refusal>> TABLES =
            Stream.of(Api.values()).collect(toUnmodifiableMap(identity(), Refusal::merged));

    static Refusal of(Api api, int errcode) {
        return table(api).getOrDefault(errcode, UNKNOWN);
    }

    /** All errcodes that are known of that API. */
    static Map<Integer, Refusal> table(Api api) {
        return Objects.requireNonNull(TABLES.get(api));
    }

    private static Map<Integer, Refusal> merged(Api api) {
        Map<Integer, Refusal> merged = new HashMap<>(GENERAL);
        merged.putAll(Objects.requireNonNull(PRESENTED.get(api.credential())));
        merged.putAll(OWN.getOrDefault(api, Map.of()));
        return Map.copyOf(merged);
    }

    private static Map<Integer, Refusal> table(List<Stream<Map.Entry<Integer, Refusal>>> lines) {
        return lines.stream().flatMap(line -> line).collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Stream<Map.Entry<Integer, Refusal>> line(Refusal refusal, int... errcodes) {
        return IntStream.of(errcodes).mapToObj(errcode -> Map.entry(errcode, refusal));
    }
}

package io.uniongate.wechat;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.uniongate.contract.problem.Problem;
import java.util.List;
import java.util.Map;
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

    /** Where the person's own token is presented, the errcodes about tokens are about that one, not about the app. */
    private static final Map<Integer, Refusal> GRANT =
            table(List.of(line(LOGIN_AGAIN, 40001, 40014, 40030, 42001, 42002, 42007), line(OUT_OF_SCOPE, 48001)));

    static Refusal of(Api api, int errcode) {
        Refusal general = GENERAL.getOrDefault(errcode, UNKNOWN);
        return api.presentsGrant() ? GRANT.getOrDefault(errcode, general) : general;
    }

    private static Map<Integer, Refusal> table(List<Stream<Map.Entry<Integer, Refusal>>> lines) {
        return lines.stream().flatMap(line -> line).collect(toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private static Stream<Map.Entry<Integer, Refusal>> line(Refusal refusal, int... errcodes) {
        return IntStream.of(errcodes).mapToObj(errcode -> Map.entry(errcode, refusal));
    }
}

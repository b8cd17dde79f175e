package io.uniongate.wechat;

import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

/**
 * Where WeChat is and how much patience its API gets.
 *
 * @param mpUrl where browsers find the pictures of QR codes
 * @param timeout the one deadline of an ask: waiting for a place, the call and any repetition of it
 * @param inFlight how many calls of one app may be under way at once
 * @param waiting how many more of that app may wait for a place
 * @param patience how long they wait for it
 * @param failures how many calls of one app and API break in a row before they are withheld
 * @param rest how long they are withheld before one is tried again
 */
public record WeChatSettings(
        URI apiUrl,
        URI mpUrl,
        Duration timeout,
        int inFlight,
        int waiting,
        Duration patience,
        int failures,
        Duration rest) {
    private static final URI MP_URL = URI.create("https://mp.weixin.qq.com");

    public WeChatSettings {
        check("http".equals(apiUrl.getScheme()) || "https".equals(apiUrl.getScheme()), "apiUrl must be http or https");
        check(apiUrl.getHost() != null && apiUrl.getQuery() == null, "apiUrl must have a host and no query");
        check(isPositive(timeout) && isPositive(patience) && isPositive(rest), "durations must be at least 1 ms");
        check(patience.compareTo(timeout) <= 0, "patience must not exceed timeout");
        check(inFlight > 0 && waiting >= 0 && failures > 0, "limits must be positive");
    }

    public WeChatSettings withMpUrl(URI url) {
        return new WeChatSettings(apiUrl, url, timeout, inFlight, waiting, patience, failures, rest);
    }

    /** Limits that suit an API which answers in a tenth of a second and must not be leaned on when it does not. */
    public static WeChatSettings of(URI apiUrl, Duration timeout) {
        Duration patience = Collections.min(List.of(timeout, Duration.ofSeconds(1)));
        return new WeChatSettings(apiUrl, MP_URL, timeout, 64, 256, patience, 10, Duration.ofSeconds(5));
    }

    private static boolean isPositive(Duration duration) {
        return duration.toMillis() > 0;
    }

    private static void check(boolean holds, String rule) {
        if (!holds) {
            throw new IllegalArgumentException(rule);
        }
    }
}

package io.uniongate.webpage;

import io.uniongate.contract.Secret;
import io.uniongate.contract.scan.Scans;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a browser shows while somebody takes out the phone.
 *
 * @param code the QR code, as HTML
 * @param watch the query by which the page asks how it stands, or nothing to ask by
 */
record Waiting(Kind kind, Duration life, String code, String watch, String sources) {
    /** As long as WeChat's own page shows one code. */
    private static final Duration LIFE = Duration.ofMinutes(5);

    /**
     * What {@code wxLogin.js} allows its frame: without a click in it a frame may lead the page on only if its sandbox
     * says so. The desktop client is asked over the local network (protocol.md §1.4).
     */
    private static final String FRAME = "<iframe src=\"%s\" title=\"微信二维码 · WeChat QR code\""
            + " sandbox=\"allow-scripts allow-same-origin allow-forms allow-popups allow-top-navigation\""
            + " allow=\"local-network-access\"></iframe>";

    private static final String IMAGE = "<img src=\"%s\" alt=\"微信二维码 · WeChat QR code\" width=\"240\" height=\"240\">";

    enum Kind {
        EMBEDDED(
                "微信扫码登录",
                "请用微信扫一扫，并在手机上确认。",
                "Sign in with WeChat",
                "Scan the code with WeChat and confirm on your phone."),
        SCAN(
                "微信扫码登录",
                "请用微信扫一扫，关注公众号后自动登录。只扫你自己打开的二维码。",
                "Sign in with WeChat",
                "Scan the code with WeChat and follow the account; you are signed in here at once. Scan only a code"
                        + " that you opened yourself.");

        private final String chineseTitle;
        private final String chinese;
        private final String englishTitle;
        private final String english;

        Kind(String chineseTitle, String chinese, String englishTitle, String english) {
            this.chineseTitle = chineseTitle;
            this.chinese = chinese;
            this.englishTitle = englishTitle;
            this.english = english;
        }

        String title(Language language) {
            return language == Language.CHINESE ? chineseTitle : englishTitle;
        }

        String text(Language language) {
            return language == Language.CHINESE ? chinese : english;
        }
    }

    static Waiting embedded(String address) {
        return new Waiting(
                Kind.EMBEDDED, LIFE, FRAME.formatted(Inline.escape(address)), "", "frame-src " + origin(address));
    }

    static Waiting scan(Secret state, Scans.Ticket ticket) {
        Map<String, @Nullable String> watch = new LinkedHashMap<>();
        watch.put("state", state.reveal());
        watch.put("key", ticket.key());
        String image = ticket.image().toString();
        return new Waiting(
                Kind.SCAN,
                ticket.expiresIn(),
                IMAGE.formatted(Inline.escape(image)),
                Percent.query(watch),
                "img-src " + origin(image) + "; connect-src 'self'");
    }

    private static String origin(String address) {
        return Objects.requireNonNullElse(ReturnTo.origin(address), "'none'");
    }

    /** Allows this page its own script, and of others only where its QR code comes from. */
    String contentPolicy() {
        return Page.CONTENT_POLICY + "; script-src " + WaitingPage.SCRIPT.source() + "; " + sources;
    }
}

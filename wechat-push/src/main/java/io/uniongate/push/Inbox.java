package io.uniongate.push;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import io.vertx.core.MultiMap;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

/** What one app or third-party platform takes for WeChat's own (protocol.md §1.11); everything else is the same rejection. */
final class Inbox {
    /**
     * How far WeChat's clock and ours may be apart. WeChat gives up an event after three tries of 5 s, so this holds
     * its retries whether or not they are signed anew; a replay within it is the same event, which is stored once.
     */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private static final Pattern TIMESTAMP = Pattern.compile("\\d{1,10}");

    private final AppId app;
    private final Secret token;
    private final SafeMode safeMode;
    private final Clock clock;

    Inbox(PushSettings settings, Clock clock) {
        this.app = settings.app();
        this.token = settings.token();
        this.safeMode = SafeMode.of(settings);
        this.clock = clock;
    }

    AppId app() {
        return app;
    }

    /** What WeChat wants to hear back from an address that an app's owner entered. */
    String echo(MultiMap query) {
        requireSignature(query, "signature");
        return only(query, "echostr");
    }

    /** Safe mode only where it is configured: whoever can sign a plaintext push would get around it otherwise. */
    Fields open(MultiMap query, String body) {
        Fields message = safeMode.isConfigured() ? decrypt(query, parse(body)) : plain(query, body);
        if (message.text("MsgType").isEmpty() && message.text("InfoType").isEmpty()) {
            throw Rejection.because("it is no message");
        }
        return message;
    }

    private Fields plain(MultiMap query, String body) {
        requireSignature(query, "signature");
        return parse(body);
    }

    private Fields decrypt(MultiMap query, Fields envelope) {
        String encrypted = envelope.text("Encrypt");
        requireSignature(query, "msg_signature", encrypted);
        return safeMode.open(encrypted)
                .map(opened -> parse(opened.message()))
                .orElseThrow(() -> Rejection.because("it does not decrypt with the configured keys"));
    }

    private static Fields parse(String text) {
        return Fields.read(text).orElseThrow(() -> Rejection.because("it is neither XML nor JSON"));
    }

    private void requireSignature(MultiMap query, String parameter, String... signed) {
        String timestamp = only(query, "timestamp");
        String expected = Signature.of(token, timestamp, only(query, "nonce"), signed);
        if (!Signature.equal(expected, only(query, parameter))) {
            throw Rejection.because(parameter + " does not hold");
        }
        requireFresh(timestamp);
    }

    private void requireFresh(String timestamp) {
        if (!TIMESTAMP.matcher(timestamp).matches()
                || Duration.between(Instant.ofEpochSecond(Long.parseLong(timestamp)), clock.instant())
                                .abs()
                                .compareTo(WINDOW)
                        > 0) {
            throw Rejection.because("its timestamp is more than five minutes off");
        }
    }

    private static String only(MultiMap query, String name) {
        List<String> values = query.getAll(name);
        if (values.size() != 1) {
            throw Rejection.because("it has no " + name + ", or several");
        }
        return values.get(0);
    }
}

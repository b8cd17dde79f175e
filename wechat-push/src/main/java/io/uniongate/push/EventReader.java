package io.uniongate.push;

import io.uniongate.contract.AppId;
import io.uniongate.contract.OpenId;
import io.uniongate.contract.push.Push;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds the event with an effect in a message of WeChat (protocol.md §1.11, identity events). */
final class EventReader {
    private static final Logger LOG = LoggerFactory.getLogger(EventReader.class);
    private static final String NEWCOMER = "qrscene_";
    private static final Pattern SECONDS = Pattern.compile("\\d{1,10}");
    private static final Pattern OPEN_ID = Pattern.compile("[\\w-]{1,128}");
    private static final Pattern NUMBER = Pattern.compile("(?<!\\d)\\d{1,9}(?!\\d)");

    private final AppId app;
    private final Fields message;

    private EventReader(AppId app, Fields message) {
        this.app = app;
        this.message = message;
    }

    /** Nothing for what people write, for events without an effect, and for one that lacks what it needs. */
    static Optional<Push.Event> read(AppId app, Fields message) {
        return message.text("MsgType").equalsIgnoreCase("event")
                ? new EventReader(app, message).event()
                : Optional.empty();
    }

    private Optional<Push.Event> event() {
        return switch (message.text("Event").toLowerCase(Locale.ROOT)) {
            case "subscribe" ->
                of("FromUserName", (person, at) -> new Push.Subscribed(app, person, at, newcomersScene()));
            case "unsubscribe" -> of("FromUserName", (person, at) -> new Push.Unsubscribed(app, person, at));
            case "scan" -> scanned(message.text("EventKey"));
            case "user_info_modified" -> of("OpenID", (person, at) -> new Push.ProfileModified(app, person, at));
            case "user_authorization_revoke" -> revoked(items());
            case "user_authorization_cancellation" ->
                of("OpenID", (person, at) -> new Push.AuthorizationCancelled(app, person, at));
            default -> Optional.empty();
        };
    }

    /** Other keys of a new follower, such as {@code last_trade_no_…}, are of no QR code. */
    private @Nullable String newcomersScene() {
        String key = message.text("EventKey");
        return key.startsWith(NEWCOMER) && key.length() > NEWCOMER.length() ? key.substring(NEWCOMER.length()) : null;
    }

    private Optional<Push.Event> scanned(String scene) {
        return scene.isEmpty()
                ? incomplete("EventKey")
                : of("FromUserName", (person, at) -> new Push.Scanned(app, person, at, scene));
    }

    private Optional<Push.Event> revoked(Set<Integer> items) {
        return items.isEmpty()
                ? incomplete("RevokeInfo")
                : of("OpenID", (person, at) -> new Push.AuthorizationRevoked(app, person, at, items));
    }

    private Set<Integer> items() {
        return NUMBER.matcher(message.text("RevokeInfo"))
                .results()
                .map(MatchResult::group)
                .map(Integer::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** In authorization events {@code FromUserName} is an account of WeChat's own, so each event says who it is of. */
    private Optional<Push.Event> of(String personField, BiFunction<OpenId, Instant, Push.Event> event) {
        String person = message.text(personField);
        String seconds = message.text("CreateTime");
        if (!OPEN_ID.matcher(person).matches()) {
            return incomplete(personField);
        }
        return SECONDS.matcher(seconds).matches()
                ? Optional.of(event.apply(new OpenId(person), Instant.ofEpochSecond(Long.parseLong(seconds))))
                : incomplete("CreateTime");
    }

    /** Sent again it would be the same, so WeChat is not asked to. */
    private Optional<Push.Event> incomplete(String field) {
        LOG.warn("An event of {} has no usable {} and is passed over", app, field);
        return Optional.empty();
    }
}

package io.uniongate.app.doctor;

import io.uniongate.app.doctor.Way.Walk;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Where the way to WeChat ends, if it does, and WeChat's clock against ours. */
final class WayToWeChat {
    private static final Text SUBJECT = Text.of("subject.way");
    private static final Text CLOCK = Text.of("subject.clock");
    private static final Duration LONGEST_SKEW = Duration.ofSeconds(30);

    private final URI url;
    private final Way way;
    private final Clock clock;

    WayToWeChat(URI url, Duration timeout, Clock clock) {
        this.url = url;
        this.way = new Way(url, timeout);
        this.clock = clock;
    }

    List<Checked> walked() {
        Walk walk = way.walk();
        return walk instanceof Walk.Answered answered ? arrived(answered) : List.of(ended((Walk.Ended) walk));
    }

    private List<Checked> arrived(Walk.Answered answered) {
        List<Checked> all = new ArrayList<>();
        all.add(Checked.fine(
                SUBJECT,
                "way.open",
                url.getHost(),
                answered.route().to(),
                answered.route().from()));
        Optional.ofNullable(answered.date())
                .flatMap(date -> clock(date, clock.instant()))
                .ifPresent(all::add);
        return all;
    }

    private static Checked ended(Walk.Ended end) {
        return switch (end.hop()) {
            case DNS -> Checked.broken(SUBJECT, "way.dns", end.peer());
            case TCP -> Checked.broken(SUBJECT, "way.tcp", end.peer(), end.reason());
            case TLS -> Checked.broken(SUBJECT, "way.tls", end.peer(), end.reason());
            case HTTP -> Checked.broken(SUBJECT, "way.http", end.peer(), end.reason());
        };
    }

    /** Nothing where WeChat's clock cannot be read. */
    static Optional<Checked> clock(String date, Instant now) {
        try {
            Instant theirs = ZonedDateTime.parse(date, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return Optional.of(compared(Duration.between(theirs, now)));
        } catch (DateTimeParseException unreadable) {
            return Optional.empty();
        }
    }

    private static Checked compared(Duration skew) {
        if (skew.abs().compareTo(LONGEST_SKEW) <= 0) {
            return Checked.fine(CLOCK, "clock.agrees");
        }
        return skew.isNegative()
                ? Checked.broken(CLOCK, "clock.behind", skew.negated().toSeconds())
                : Checked.broken(CLOCK, "clock.ahead", skew.toSeconds());
    }
}

package io.uniongate.app.doctor;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One thing that was looked at and how it stands. What was found has a code that no language and no release changes,
 * and under it the message files tell it, with a cure where it does not stand well.
 */
public record Checked(
        Verdict verdict,
        Text subject,
        String code,
        List<Object> values,
        @Nullable Link link) {
    public Checked {
        values = List.copyOf(values);
    }

    /** An address that a person opens to see more; {@code inWeChat} where a browser of any other kind would not do. */
    public record Link(URI url, boolean inWeChat) {}

    /** How bad it is. */
    public enum Verdict {
        FINE("✓"),
        /** Works, but is worth a look. */
        NOTICE("!"),
        BROKEN("✗");

        private final String mark;

        Verdict(String mark) {
            this.mark = mark;
        }
    }

    static Checked fine(Text subject, String code, Object... values) {
        return new Checked(Verdict.FINE, subject, code, List.of(values), null);
    }

    static Checked notice(Text subject, String code, Object... values) {
        return new Checked(Verdict.NOTICE, subject, code, List.of(values), null);
    }

    static Checked broken(Text subject, String code, Object... values) {
        return new Checked(Verdict.BROKEN, subject, code, List.of(values), null);
    }

    static List<Checked> joined(List<Checked> some, List<Checked> more) {
        return Stream.concat(some.stream(), more.stream()).toList();
    }

    Checked with(Link more) {
        return new Checked(verdict, subject, code, values, more);
    }

    /** All but the cure, with a mark in front that is seen at a glance. */
    public String line(Locale language) {
        return Messages.in(language).say("checked.line", List.of(verdict.mark, subject, told(language)));
    }

    public String told(Locale language) {
        return Messages.in(language).say(code + ".told", values);
    }

    /** What to do; nothing where it stands well. */
    public Optional<String> cure(Locale language) {
        return verdict == Verdict.FINE
                ? Optional.empty()
                : Optional.of(Messages.in(language).say(code + ".cure", values));
    }
}

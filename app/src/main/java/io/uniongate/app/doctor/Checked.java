package io.uniongate.app.doctor;

import org.jspecify.annotations.Nullable;

/** One thing that was looked at: how it stands and, where it does not stand well, what to do. */
public record Checked(
        Verdict verdict,
        String subject,
        String told,
        @Nullable String cure) {
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

        public String mark() {
            return mark;
        }
    }

    public static Checked fine(String subject, String told) {
        return new Checked(Verdict.FINE, subject, told, null);
    }

    public static Checked notice(String subject, String told, String cure) {
        return new Checked(Verdict.NOTICE, subject, told, cure);
    }

    public static Checked broken(String subject, String told, String cure) {
        return new Checked(Verdict.BROKEN, subject, told, cure);
    }
}

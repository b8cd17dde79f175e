package io.uniongate.app.config;

/** One value, how it may be shown, and where it was written: what stands for a secret is shown, the secret is not. */
record Entry(String text, String shown, String origin) {
    /** A value that was written as it is. */
    static Entry of(String text, String origin) {
        return new Entry(text, text, origin);
    }

    /** With what its placeholders stand for. */
    Entry filled(String value) {
        return new Entry(value, shown, origin);
    }

    /** Whether something else stands for the value where it is written. */
    boolean standsForAnother() {
        return !text.equals(shown);
    }

    /** Most of what is written may be a secret; the listing prints what it knows not to be. */
    @Override
    public String toString() {
        return "Entry[" + origin + "]";
    }
}

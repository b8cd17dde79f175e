package io.uniongate.app.config;

/** One value as it was written, and where. */
record Entry(String text, String origin) {
    /** Most of what is written may be a secret; the listing prints what it knows not to be. */
    @Override
    public String toString() {
        return "Entry[" + origin + "]";
    }
}

package io.uniongate.db;

/** How many questions a {@link Batch} lets travel in one statement, and how many statements it keeps under way. */
public record Sharing(int limit, int width) {
    /** One statement more than is waited for: the next one is at hand when the disk is done. */
    public static final Sharing ADAPTIVE = new Sharing(64, 2);

    /** A statement and a commit for each question, to measure what sharing brings. */
    public static final Sharing NONE = new Sharing(1, Integer.MAX_VALUE);
}

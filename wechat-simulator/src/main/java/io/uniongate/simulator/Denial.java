package io.uniongate.simulator;

/** The three ways in which a refused consent has been reported to end (protocol.md §1.3). */
public enum Denial {
    /** The sheet closes and nothing is called. */
    CLOSES,
    /** The callback gets the state and no code. */
    WITHOUT_CODE,
    /** The callback gets {@code code=authdeny}. */
    AUTHDENY
}

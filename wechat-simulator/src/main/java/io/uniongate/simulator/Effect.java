package io.uniongate.simulator;

import io.vertx.core.json.JsonObject;

/** What goes wrong when a fault strikes. */
public sealed interface Effect {
    /** Nothing but the fault's delay. */
    record None() implements Effect {}

    /** A refusal; WeChat has been seen to write the errcode as a number and as a string. */
    record Fails(int errcode, ErrcodeForm form) implements Effect {}

    /** Something else altogether: a gateway's status, an HTML page, a broken body. */
    record Answers(int status, String contentType, String body) implements Effect {}

    /** The true answer, cut in half. */
    record Truncates() implements Effect {}

    /** The true answer with raw control characters and invalid UTF-8 in the nickname, or in a field of its own. */
    record Dirties() implements Effect {}

    /** The true answer with these fields changed; a field that is null is taken out. */
    record Merges(JsonObject fields) implements Effect {}

    /** No answer, ever; the connection stays open. */
    record Hangs() implements Effect {}

    /** No answer; the connection is closed. */
    record Drops() implements Effect {}

    /** The phone calls the callback twice with the same code (protocol.md §2, behavioural trap 1). */
    record CallsBackTwice() implements Effect {}

    /** The state comes back with something appended (protocol.md §2, behavioural trap 11). */
    record AltersState(String suffix) implements Effect {}

    /** The person refuses. */
    record Denies(Denial how) implements Effect {}

    /** How an errcode is written. */
    enum ErrcodeForm {
        NUMBER,
        STRING
    }

    /** Whether the true answer is not needed, so that with {@link Fault.Timing#BEFORE} nothing happens at WeChat. */
    default boolean replacesTheAnswer() {
        return this instanceof Fails || this instanceof Answers || this instanceof Hangs || this instanceof Drops;
    }
}

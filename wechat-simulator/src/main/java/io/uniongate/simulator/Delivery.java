package io.uniongate.simulator;

import java.time.Instant;

/** One try to hand a push over, and what came back. */
public record Delivery(Instant at, Outcome outcome, int status, String answer) {
    /** Only {@code ANSWERED} (HTTP 200 in time) keeps WeChat from trying again. */
    public enum Outcome {
        ANSWERED,
        REFUSED,
        SILENT
    }

    static Delivery answered(Instant at, int status, String answer) {
        return new Delivery(at, status == 200 ? Outcome.ANSWERED : Outcome.REFUSED, status, answer);
    }

    static Delivery silent(Instant at) {
        return new Delivery(at, Outcome.SILENT, 0, "");
    }
}

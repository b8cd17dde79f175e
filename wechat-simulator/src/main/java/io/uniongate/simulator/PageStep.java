package io.uniongate.simulator;

import java.util.List;

/** What the person sees next. */
sealed interface PageStep {
    record Broken(PageError error) implements PageStep {}

    /** The phone opens these, in most cases one. */
    record CallBack(List<String> urls) implements PageStep {}

    record Consent(String ticket, Pending pending) implements PageStep {}

    record Snapshot(String ticket, Pending pending) implements PageStep {}

    record Closed() implements PageStep {}
}

package io.uniongate.contract;

import java.util.Set;
import java.util.TreeSet;

/** What a token is good for (RFC 6749 §3.3). */
public record Scope(Set<String> values) {
    public static final String OPENID = "openid";
    public static final String PROFILE = "profile";

    /** What a mini program's own token carries. */
    public static final Scope OF_MINI_PROGRAM = Scope.parse("openid profile");

    public Scope {
        values = Set.copyOf(values);
    }

    public static Scope parse(String text) {
        return new Scope(text.isBlank() ? Set.of() : Set.of(text.strip().split("\\s+")));
    }

    public boolean has(String value) {
        return values.contains(value);
    }

    @Override
    public String toString() {
        return String.join(" ", new TreeSet<>(values));
    }
}

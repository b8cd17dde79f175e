package io.uniongate.contract.registration;

import java.util.Locale;

/** The kinds of WeChat app that people sign in with. */
public enum AppKind {
    MINI_PROGRAM,
    OFFICIAL_ACCOUNT,
    WEBSITE;

    /** As the configuration and the public API spell it: {@code mini-program}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

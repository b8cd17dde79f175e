package io.uniongate.simulator;

import java.util.Locale;

/** What an appid stands for; each kind may use other endpoints. */
public enum AppKind {
    MINI_PROGRAM,
    SERVICE_ACCOUNT,
    SUBSCRIPTION_ACCOUNT,
    WEBSITE_APP;

    static AppKind of(String label) {
        return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
    }

    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package io.uniongate.contract;

import org.jspecify.annotations.Nullable;

/** Where a request came from, as the session list shows it; addresses are kept as prefixes only. */
public record Device(@Nullable String ipAddress, @Nullable String userAgent) {
    private static final int USER_AGENT_LENGTH = 512;

    public static final Device UNKNOWN = new Device(null, null);

    public Device {
        userAgent = userAgent == null
                ? null
                : userAgent
                        .substring(0, Math.min(userAgent.length(), USER_AGENT_LENGTH))
                        .replace("\u0000", "");
    }
}

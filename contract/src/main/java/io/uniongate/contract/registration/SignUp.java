package io.uniongate.contract.registration;

import java.util.Locale;

/** Whether an unknown person becomes a user at once, or only with a verified profile. */
public enum SignUp {
    AUTOMATIC,
    PROFILE_REQUIRED;

    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}

package io.uniongate.contract;

import java.util.regex.Pattern;

/** A phone number in the form of E.164, {@code +8613800138000}; prints only its ends. */
public record PhoneNumber(String e164) {
    private static final Pattern E164 = Pattern.compile("\\+[1-9][0-9]{6,14}");

    public PhoneNumber {
        if (!isWellFormed(e164)) {
            throw new IllegalArgumentException("A phone number is + and 7 to 15 digits");
        }
    }

    public static boolean isWellFormed(String e164) {
        return E164.matcher(e164).matches();
    }

    /** For everybody but its owner: {@code +86138****8000}. */
    public String masked() {
        int shown = 4;
        int start = Math.max(3, e164.length() - 2 * shown);
        return e164.substring(0, start)
                + "*".repeat(e164.length() - shown - start)
                + e164.substring(e164.length() - shown);
    }

    @Override
    public String toString() {
        return masked();
    }
}

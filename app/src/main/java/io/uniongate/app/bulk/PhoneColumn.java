package io.uniongate.app.bulk;

import io.uniongate.contract.PhoneNumber;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads a phone number as tables hold it: as E.164, or as people write it in the country that is named beside it. */
public final class PhoneColumn {
    private static final Pattern SEPARATORS = Pattern.compile("[ -]");
    private static final Pattern COUNTRY_CODE = Pattern.compile("\\+?([1-9][0-9]{0,2})");
    private static final Pattern DIGITS = Pattern.compile("[0-9]+");
    /** With the country code once more in front of them, digits would still pass for E.164. */
    private static final Pattern CHINA = Pattern.compile("\\+86[0-9]{7,11}");

    private PhoneColumn() {}

    /** Whether this is the calling code of a country, with or without a plus. */
    public static boolean isCountryCode(String text) {
        return COUNTRY_CODE.matcher(text).matches();
    }

    static PhoneNumber number(String text, @Nullable String countryCode) throws BadLine {
        String number = SEPARATORS.matcher(text).replaceAll("");
        String e164 = number.startsWith("+") ? number : international(number, countryCode);
        boolean isForeign = !e164.startsWith("+86");
        if (!PhoneNumber.isWellFormed(e164)
                || !(isForeign || CHINA.matcher(e164).matches())) {
            throw new BadLine("phone is not a phone number");
        }
        return new PhoneNumber(e164);
    }

    private static String international(String number, @Nullable String countryCode) throws BadLine {
        if (countryCode == null) {
            throw new BadLine("phone has neither a + in front nor a countryCode");
        }
        if (!isCountryCode(countryCode)) {
            throw new BadLine("countryCode is not 1 to 3 digits");
        }
        if (!DIGITS.matcher(number).matches()) {
            throw new BadLine("phone is not a phone number");
        }
        return "+" + COUNTRY_CODE.matcher(countryCode).replaceFirst("$1") + number;
    }
}

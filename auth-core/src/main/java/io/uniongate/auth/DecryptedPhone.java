package io.uniongate.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.uniongate.contract.PhoneNumber;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Reads what {@code getPhoneNumber} encrypted (protocol.md §1.7).
 *
 * <p>Nothing but CBC protects it, and who changes one block of that makes another come out at random. So the whole
 * must be plain ASCII, as WeChat writes it, and the number must be there twice and agree.
 */
final class DecryptedPhone {
    private static final int ASCII = 128;
    private static final Pattern COUNTRY_CODE = Pattern.compile("[1-9][0-9]{0,2}");

    private DecryptedPhone() {}

    static Optional<PhoneNumber> read(JsonNode plain) {
        String pure = plain.path("purePhoneNumber").asText();
        String countryCode = plain.path("countryCode").asText();
        boolean isWhole = plain.toString().chars().allMatch(character -> character < ASCII)
                && COUNTRY_CODE.matcher(countryCode).matches()
                && !pure.isEmpty()
                && plain.path("phoneNumber").asText().endsWith(pure);
        return isWhole ? number(countryCode, pure) : Optional.empty();
    }

    private static Optional<PhoneNumber> number(String countryCode, String pure) {
        try {
            return Optional.of(new PhoneNumber("+" + countryCode + pure));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}

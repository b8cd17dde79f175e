package io.uniongate.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.uniongate.contract.PhoneNumber;
import java.util.Optional;

/**
 * Reads what {@code getPhoneNumber} encrypted (protocol.md §1.7).
 *
 * <p>Nothing but CBC protects it, and who changes one block of that makes another come out at random. So the whole
 * must be plain ASCII, as WeChat writes it, and the number must be there twice and agree.
 */
final class DecryptedPhone {
    private static final int ASCII = 128;

    private DecryptedPhone() {}

    static Optional<PhoneNumber> read(JsonNode plain) {
        String pure = plain.path("purePhoneNumber").asText();
        boolean isWhole = plain.toString().chars().allMatch(character -> character < ASCII)
                && !pure.isEmpty()
                && plain.path("phoneNumber").asText().endsWith(pure);
        return isWhole ? number(plain.path("countryCode").asText(), pure) : Optional.empty();
    }

    private static Optional<PhoneNumber> number(String countryCode, String pure) {
        try {
            return Optional.of(new PhoneNumber("+" + countryCode + pure));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }
}

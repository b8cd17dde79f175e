package io.uniongate.web;

import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.Base64;
import java.util.Set;

/**
 * The header of a token that may be looked at further.
 *
 * <p>Only what we write ourselves is let through: a header that brings or names its own key ({@code jwk},
 * {@code jku}, {@code x5u} …) or wants extensions ({@code crit}) is refused before any key is touched
 * (RFC 8725 §3.1, §3.10, RFC 9068 §4).
 */
record JoseHeader(String keyId) {
    private static final int LONGEST_TOKEN = 4096;
    private static final Set<String> FIELDS = Set.of("alg", "kid", "typ");

    static JoseHeader of(String token) {
        int end = token.indexOf('.');
        if (end < 0 || token.length() > LONGEST_TOKEN) {
            throw invalid();
        }
        return of(parse(token.substring(0, end)));
    }

    private static JoseHeader of(JsonObject header) {
        if (!header.fieldNames().equals(FIELDS)
                || !"ES256".equals(header.getValue("alg"))
                || !"at+jwt".equals(header.getValue("typ"))
                || !(header.getValue("kid") instanceof String keyId)) {
            throw invalid();
        }
        return new JoseHeader(keyId);
    }

    private static JsonObject parse(String encoded) {
        try {
            return new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(encoded)));
        } catch (RuntimeException malformed) {
            throw invalid();
        }
    }

    private static ProblemException invalid() {
        return new ProblemException(new Problem.TokenInvalid());
    }
}

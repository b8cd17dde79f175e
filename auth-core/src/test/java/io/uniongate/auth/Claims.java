package io.uniongate.auth;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import io.uniongate.contract.Secret;
import io.uniongate.contract.SessionId;
import io.uniongate.contract.UserId;
import io.uniongate.contract.session.TokenPair;
import java.text.ParseException;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a token says, read without checking it. */
final class Claims {
    private Claims() {}

    static SignedJWT jwt(@Nullable Secret token) {
        try {
            return SignedJWT.parse(Objects.requireNonNull(token).reveal());
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    static JWTClaimsSet of(@Nullable Secret token) {
        try {
            return jwt(token).getJWTClaimsSet();
        } catch (ParseException e) {
            throw new AssertionError(e);
        }
    }

    static UserId subject(TokenPair pair) {
        return new UserId(UUID.fromString(of(pair.accessToken()).getSubject()));
    }

    static SessionId session(TokenPair pair) {
        return new SessionId(
                UUID.fromString(String.valueOf(of(pair.accessToken()).getClaim("sid"))));
    }
}

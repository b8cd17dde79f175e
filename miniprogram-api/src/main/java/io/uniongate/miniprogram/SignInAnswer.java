package io.uniongate.miniprogram;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.uniongate.contract.User;
import io.uniongate.contract.session.TokenPair;
import io.uniongate.contract.signin.SignIn;

/** A sign-in as the wire has it: OAuth's names for the tokens (RFC 6749 §5.1), ours for the rest. */
sealed interface SignInAnswer {
    static SignInAnswer of(SignIn.Outcome outcome) {
        return outcome instanceof SignIn.SignedIn signedIn ? of(signedIn) : of((SignIn.ProfileRequired) outcome);
    }

    static SignInAnswer of(SignIn.SignedIn outcome) {
        TokenPair tokens = outcome.tokens();
        return new SignedIn(
                "signed_in",
                tokens.accessToken().reveal(),
                "Bearer",
                tokens.expiresIn().toSeconds(),
                tokens.refreshToken().reveal(),
                tokens.refreshExpiresIn().toSeconds(),
                tokens.scope().toString(),
                outcome.user(),
                outcome.isNewUser());
    }

    private static SignInAnswer of(SignIn.ProfileRequired outcome) {
        return new ProfileRequired(
                "profile_required",
                outcome.session().reveal(),
                outcome.expiresIn().toSeconds());
    }

    record SignedIn(
            String status,
            @JsonProperty("access_token") String accessToken,
            @JsonProperty("token_type") String tokenType,
            @JsonProperty("expires_in") long expiresIn,
            @JsonProperty("refresh_token") String refreshToken,
            @JsonProperty("refresh_expires_in") long refreshExpiresIn,
            String scope,
            User user,
            @JsonProperty("isNewUser") boolean isNewUser)
            implements SignInAnswer {
        @Override
        public String toString() {
            return "SignedIn[" + user + "]";
        }
    }

    record ProfileRequired(
            String status,
            String session,
            @JsonProperty("expires_in") long expiresIn) implements SignInAnswer {
        @Override
        public String toString() {
            return "ProfileRequired[…]";
        }
    }
}

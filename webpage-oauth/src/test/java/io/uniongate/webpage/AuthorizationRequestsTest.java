package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.contract.Scope;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AuthorizationRequestsTest {
    private final AuthorizationRequests requests =
            new AuthorizationRequests(Fixture.CLIENTS, new Ways(Fixture.APPS, Fixture.ACCOUNTS.scanned()));

    @Test
    void acceptsWhatAnOpenIdClientSends() {
        Parameters sent = good();
        sent.values().add("nonce", "n1").add("prompt", "consent").add("app_id", Fixture.ACCOUNT.value());

        AuthorizationRequest request = requests.read(sent);

        assertThat(request).isInstanceOfSatisfying(AuthorizationRequest.Accepted.class, accepted -> {
            assertThat(accepted.destination())
                    .isEqualTo(new Destination.ToClient(
                            Fixture.CALLBACK, "s1", Scope.parse("openid"), "n1", Fixture.CHALLENGE, false));
            assertThat(accepted.app()).isEqualTo(Fixture.ACCOUNT);
        });
    }

    @Test
    @Tag("S28")
    void asksForConsentForTheProfileAlone() {
        Parameters silent = good();
        silent.values().add("prompt", "consent");
        Parameters withProfile = good();
        withProfile.values().set("scope", "openid profile");

        assertThat(requests.read(silent))
                .isInstanceOfSatisfying(
                        AuthorizationRequest.Accepted.class,
                        accepted ->
                                assertThat(accepted.journey().wantsConsent()).isFalse());
        assertThat(requests.read(withProfile))
                .isInstanceOfSatisfying(
                        AuthorizationRequest.Accepted.class,
                        accepted ->
                                assertThat(accepted.journey().wantsConsent()).isTrue());
    }

    @Tag("S35")
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://h5.example.com/Callback",
                "https://H5.example.com/callback",
                "https://h5.example.com:443/callback",
                "https://h5.example.com:8443/callback",
                "http://h5.example.com/callback",
                "https://h5.example.com/callback/",
                "https://h5.example.com//callback",
                "https://h5.example.com/callback?x=1",
                "https://h5.example.com/callback#",
                "https://h5.example.com/call%62ack",
                "https://h5.example.com%2Fcallback",
                "https://h5.example.com/x/../callback",
                "https://user@h5.example.com/callback",
                "https://h5.example.com@evil.example/callback",
                "https://h5.example.com/callback ",
                "//h5.example.com/callback",
                "https://only.example.com/cb"
            })
    void refusesARedirectUriThatIsNotExactlyRegistered(String redirectUri) {
        Parameters sent = good();
        sent.values().set("redirect_uri", redirectUri);

        assertThatThrownBy(() -> requests.read(sent))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(new Problem.RedirectUriInvalid()));
    }

    @Tag("S35")
    @Test
    void refusesARedirectUriThatIsSentTwice() {
        Parameters sent = good();
        sent.values().add("redirect_uri", Fixture.CALLBACK);

        assertThatThrownBy(() -> requests.read(sent)).isInstanceOf(ProblemException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "nobody", "H5-SHOP"})
    void refusesAClientItDoesNotKnow(String client) {
        Parameters sent = good();
        sent.values().set("client_id", client);

        assertThatThrownBy(() -> requests.read(sent))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem().status()).isEqualTo(400));
    }

    @Tag("S40")
    @ParameterizedTest
    @CsvSource({
        "code_challenge_method, plain",
        "code_challenge_method, s256",
        "code_challenge_method, ''",
        "code_challenge, ''",
        "code_challenge, short",
        "code_challenge, E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw+cM",
    })
    void wantsAChallengeOfAPublicClientAndOnlyS256(String name, String value) {
        Parameters sent = good();
        sent.values().set(name, value);

        AuthorizationRequest request = requests.read(sent);

        assertThat(request)
                .isInstanceOfSatisfying(
                        AuthorizationRequest.Rejected.class,
                        rejected -> assertThat(rejected.error()).isEqualTo("invalid_request"));
    }

    @Tag("S40")
    @Test
    void letsAConfidentialClientGoWithoutAChallenge() {
        AuthorizationRequest request = requests.read(Fixture.sent(
                "client_id", "web server", "redirect_uri", "https://server.example.com/cb", "response_type", "code"));

        assertThat(request).isInstanceOf(AuthorizationRequest.Accepted.class);
    }

    @ParameterizedTest
    @CsvSource({
        "response_type, token, unsupported_response_type",
        "response_type, code id_token, unsupported_response_type",
        "response_type, '', invalid_request",
        "response_mode, fragment, invalid_request",
        "request, eyJ, request_not_supported",
        "request_uri, https://evil.example/r, request_uri_not_supported",
        "prompt, none consent, invalid_request",
        "app_id, wxother, invalid_request",
        "app_id, wxmini, invalid_request",
    })
    void tellsTheClientOfItsMistake(String name, String value, String error) {
        Parameters sent = good();
        sent.values().set(name, value);

        AuthorizationRequest request = requests.read(sent);

        assertThat(request).isInstanceOfSatisfying(AuthorizationRequest.Rejected.class, rejected -> {
            assertThat(rejected.error()).isEqualTo(error);
            assertThat(rejected.redirectUri()).isEqualTo(Fixture.CALLBACK);
            assertThat(rejected.state()).isEqualTo("s1");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "nonce", "scope", "response_type", "code_challenge", "x"})
    void refusesAParameterThatIsSentTwice(String name) {
        Parameters sent = good();
        sent.values().add(name, "code").add(name, "code");

        AuthorizationRequest request = requests.read(sent);

        assertThat(request)
                .isInstanceOfSatisfying(
                        AuthorizationRequest.Rejected.class,
                        rejected -> assertThat(rejected.error()).isEqualTo("invalid_request"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "nonce"})
    void boundsWhatItKeepsForTheClient(String name) {
        Parameters sent = good();
        sent.values().set(name, "x".repeat(2049));

        assertThat(requests.read(sent)).isInstanceOf(AuthorizationRequest.Rejected.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"state", "nonce"})
    void refusesControlCharactersInWhatItKeeps(String name) {
        Parameters sent = good();
        sent.values().set(name, "a\u0000b");

        assertThat(requests.read(sent)).isInstanceOf(AuthorizationRequest.Rejected.class);
    }

    @ParameterizedTest
    @CsvSource({
        "'', openid",
        "openid, openid",
        "openid profile, openid profile",
        "profile openid email phone, openid profile",
        "email, openid",
    })
    void readsTheScopesItKnowsAndIgnoresTheRest(String asked, String granted) {
        Parameters sent = good();
        sent.values().set("scope", asked);

        assertThat(requests.read(sent))
                .isInstanceOfSatisfying(
                        AuthorizationRequest.Accepted.class,
                        accepted -> assertThat(accepted.destination().scope()).isEqualTo(Scope.parse(granted)));
    }

    private static Parameters good() {
        return Fixture.sent(
                "client_id", "h5-shop",
                "redirect_uri", Fixture.CALLBACK,
                "response_type", "code",
                "scope", "openid",
                "state", "s1",
                "code_challenge", Fixture.CHALLENGE,
                "code_challenge_method", "S256");
    }
}

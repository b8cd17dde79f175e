package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import java.net.URI;
import org.junit.jupiter.api.Test;

class ClientRedirectTest {
    private static final URI ISSUER = URI.create("https://auth.example.com");

    @Test
    void appendsCodeStateAndIssuer() {
        String address = new ClientRedirect("https://a.example/cb", "s 1&2", ISSUER).withCode(new Secret("c1"));

        assertThat(address)
                .isEqualTo("https://a.example/cb?code=c1&state=s%201%262&iss=https%3A%2F%2Fauth.example.com");
    }

    @Test
    void keepsTheQueryOfTheRedirectUri() {
        String address = new ClientRedirect("https://a.example/cb?x=1", null, ISSUER).withCode(new Secret("c1"));

        assertThat(address).isEqualTo("https://a.example/cb?x=1&code=c1&iss=https%3A%2F%2Fauth.example.com");
    }

    @Test
    void tellsAProblemInTheWordsOfOAuth() {
        String address = new ClientRedirect("https://a.example/cb?", "s", ISSUER).withError(new Problem.AccessDenied());

        assertThat(address)
                .isEqualTo("https://a.example/cb?error=access_denied&error_description=Access%20denied"
                        + "&state=s&iss=https%3A%2F%2Fauth.example.com");
    }
}

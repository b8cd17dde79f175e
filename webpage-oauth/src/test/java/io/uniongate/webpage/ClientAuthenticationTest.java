package io.uniongate.webpage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.contract.ClientId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.Client;
import java.net.URLEncoder;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("S11")
class ClientAuthenticationTest {
    private static final String SECRET = "s:ecret +%1";

    private final ClientAuthentication authentication = new ClientAuthentication(Fixture.CLIENTS, Fixture.APPS);

    @Test
    void knowsAPublicClientByItsName() {
        Client client = authentication.authenticate(List.of(), Fixture.sent("client_id", "h5-shop"));

        assertThat(client).isEqualTo(Fixture.SHOP);
    }

    @Test
    void knowsAMiniProgramByItsAppId() {
        Client client = authentication.authenticate(List.of(), Fixture.sent("client_id", "wxmini"));

        assertThat(client.id()).isEqualTo(new ClientId("wxmini"));
        assertThat(client.isPublic()).isTrue();
    }

    @Test
    void takesTheSecretFromTheHeaderInItsEncodedForm() {
        Client client = authentication.authenticate(List.of(basic("web server", SECRET)), Fixture.sent());

        assertThat(client).isEqualTo(Fixture.SERVER);
    }

    @Test
    void takesTheSecretFromTheForm() {
        Client client = authentication.authenticate(
                List.of(), Fixture.sent("client_id", "web server", "client_secret", SECRET));

        assertThat(client).isEqualTo(Fixture.SERVER);
    }

    @Test
    void takesAnEmptyPasswordForNone() {
        Client client = authentication.authenticate(List.of(basic("h5-shop", "")), Fixture.sent());

        assertThat(client).isEqualTo(Fixture.SHOP);
    }

    @Test
    void refusesAConfidentialClientWithoutItsSecret() {
        refuses(new Problem.InvalidClient(), List.of(), Fixture.sent("client_id", "web server"));
    }

    @Test
    void refusesAWrongSecret() {
        refuses(new Problem.InvalidClient(), List.of(basic("web server", "wrong")), Fixture.sent());
    }

    @Test
    void refusesAPublicClientThatClaimsASecret() {
        refuses(
                new Problem.InvalidClient(),
                List.of(),
                Fixture.sent("client_id", "h5-shop", "client_secret", "anything"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"nobody", "wxaccount", "wxwebsite", " "})
    void refusesWhoIsNoClient(String client) {
        refuses(new Problem.InvalidClient(), List.of(), Fixture.sent("client_id", client));
    }

    @Test
    void refusesACallerWithoutAName() {
        refuses(new Problem.InvalidClient(), List.of(), Fixture.sent());
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer x", "Basic", "Basic !!!", "Basic eA==", "Basic Onc="})
    void refusesAHeaderItCannotRead(String header) {
        refuses(new Problem.InvalidClient(), List.of(header), Fixture.sent());
    }

    @Test
    void refusesAnEncodingItCannotRead() {
        String header = "Basic " + Base64.getEncoder().encodeToString("a%zz:b".getBytes(UTF_8));

        refuses(new Problem.InvalidClient(), List.of(header), Fixture.sent());
    }

    @Test
    void refusesTwoWaysAtOnce() {
        refuses(
                new Problem.InvalidRequest("the client authenticates in more than one way"),
                List.of(basic("web server", SECRET)),
                Fixture.sent("client_secret", SECRET));
    }

    @Test
    void refusesAFormThatNamesAnother() {
        refuses(
                new Problem.InvalidRequest("client_id is not the authenticated client"),
                List.of(basic("web server", SECRET)),
                Fixture.sent("client_id", "h5-shop"));
    }

    private void refuses(Problem problem, List<String> headers, Parameters form) {
        assertThatThrownBy(() -> authentication.authenticate(headers, form))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        refused -> assertThat(refused.problem()).isEqualTo(problem));
    }

    static String basic(String client, String secret) {
        String pair = URLEncoder.encode(client, UTF_8) + ":" + URLEncoder.encode(secret, UTF_8);
        return "Basic " + Base64.getEncoder().encodeToString(pair.getBytes(UTF_8));
    }
}

package io.uniongate.webpage;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.Secret;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.Client;
import io.uniongate.contract.registration.Clients;
import io.uniongate.contract.registration.WeChatApps;
import java.net.URLDecoder;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Finds out which client calls (RFC 6749 §2.3): by name alone if it is public, else with its secret. */
final class ClientAuthentication {
    private static final String SCHEME = "Basic ";

    private final Clients clients;
    private final WeChatApps apps;

    ClientAuthentication(Clients clients, WeChatApps apps) {
        this.clients = clients;
        this.apps = apps;
    }

    /** The caller, by its {@code Authorization} headers and its form; only one of the two may hold a secret. */
    Client authenticate(List<String> authorization, Parameters form) {
        Credentials credentials = authorization.isEmpty() ? ofForm(form) : ofHeader(authorization, form);
        return find(credentials.client())
                .filter(client -> isProven(client, credentials))
                .orElseThrow(ClientAuthentication::unproven);
    }

    private static Credentials ofForm(Parameters form) {
        return credentials(form.find("client_id"), form.find("client_secret"));
    }

    private static Credentials ofHeader(List<String> authorization, Parameters form) {
        if (form.has("client_secret") || authorization.size() > 1) {
            throw new ProblemException(new Problem.InvalidRequest("the client authenticates in more than one way"));
        }
        Credentials credentials = basic(authorization.get(0));
        String named = form.find("client_id");
        if (named != null && !named.equals(credentials.client().value())) {
            throw new ProblemException(new Problem.InvalidRequest("client_id is not the authenticated client"));
        }
        return credentials;
    }

    private static Credentials basic(String header) {
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw unproven();
        }
        try {
            String[] parts = new String(
                            Base64.getDecoder()
                                    .decode(header.substring(SCHEME.length()).strip()),
                            UTF_8)
                    .split(":", 2);
            return parts.length == 2
                    ? credentials(URLDecoder.decode(parts[0], UTF_8), URLDecoder.decode(parts[1], UTF_8))
                    : credentials(null, null);
        } catch (IllegalArgumentException malformed) {
            throw unproven();
        }
    }

    private static Credentials credentials(@Nullable String client, @Nullable String secret) {
        if (client == null || client.isBlank()) {
            throw unproven();
        }
        return new Credentials(new ClientId(client), secret == null || secret.isEmpty() ? null : new Secret(secret));
    }

    private Optional<Client> find(ClientId id) {
        return clients.find(id).or(() -> miniProgram(id));
    }

    /** A mini program is its own client, public, and gets its first tokens elsewhere (api.md). */
    private Optional<Client> miniProgram(ClientId id) {
        return Optional.ofNullable(apps.find(new AppId(id.value())))
                .filter(app -> app.kind() == AppKind.MINI_PROGRAM)
                .map(app -> new Client(id, null, List.of(), List.of(), null, null, Set.of(), false));
    }

    private static boolean isProven(Client client, Credentials credentials) {
        Secret expected = client.secret();
        Secret given = credentials.secret();
        return expected == null ? given == null : given != null && expected.equals(given);
    }

    private static ProblemException unproven() {
        return new ProblemException(new Problem.InvalidClient());
    }

    private record Credentials(ClientId client, @Nullable Secret secret) {}
}

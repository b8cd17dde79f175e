package io.uniongate.webpage;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.Scope;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import io.uniongate.contract.registration.Client;
import io.uniongate.contract.registration.Clients;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads authorization requests: the client and its redirect URI first, since every other mistake is told there. */
final class AuthorizationRequests {
    private static final int LONGEST = 2048;
    private static final Rule APP = new Rule(
            (sent, client) -> sent.has("app_id") && !isAppOf(client, sent.find("app_id")),
            "invalid_request",
            "app_id is not one of the client's apps");
    private static final List<Rule> RULES = List.of(
            new Rule(
                    (sent, client) -> sent.repeated().isPresent(),
                    "invalid_request",
                    "a parameter is sent more than once"),
            new Rule((sent, client) -> sent.has("request"), "request_not_supported", "send plain parameters"),
            new Rule((sent, client) -> sent.has("request_uri"), "request_uri_not_supported", "send plain parameters"),
            new Rule((sent, client) -> !isPrintable(sent.find("state")), "invalid_request", "state is malformed"),
            new Rule((sent, client) -> !isPrintable(sent.find("nonce")), "invalid_request", "nonce is malformed"),
            new Rule((sent, client) -> !sent.has("response_type"), "invalid_request", "response_type is missing"),
            new Rule(
                    (sent, client) -> !"code".equals(sent.find("response_type")),
                    "unsupported_response_type",
                    "response_type must be code"),
            new Rule(
                    (sent, client) -> !"query".equals(sent.values().get("response_mode")) && sent.has("response_mode"),
                    "invalid_request",
                    "response_mode must be query"),
            new Rule(
                    (sent, client) -> client.isPublic() && !sent.has("code_challenge"),
                    "invalid_request",
                    "code_challenge is required"),
            new Rule(
                    (sent, client) -> isChallenged(sent) && !"S256".equals(sent.find("code_challenge_method")),
                    "invalid_request",
                    "code_challenge_method must be S256"),
            new Rule(
                    (sent, client) -> isChallenged(sent) && !Pkce.isWellFormed(sent.find("code_challenge")),
                    "invalid_request",
                    "code_challenge is malformed"),
            new Rule(
                    (sent, client) ->
                            prompts(sent).contains("none") && prompts(sent).size() > 1,
                    "invalid_request",
                    "prompt none stands alone"),
            new Rule(
                    (sent, client) -> client.officialAccount() == null && client.website() == null,
                    "unauthorized_client",
                    "no WeChat app is configured for this client"),
            APP);

    private final Clients clients;
    private final Rule method;

    AuthorizationRequests(Clients clients, Ways ways) {
        this.clients = clients;
        this.method = new Rule(
                (sent, client) -> !ways.areKnownTo(client, sent),
                "invalid_request",
                "login_method is not one of the client's");
    }

    /** Fails, and so without a redirect, when the client or its redirect URI is not known (RFC 9700 §4.11). */
    AuthorizationRequest read(Parameters sent) {
        Client client = client(sent);
        String redirectUri = redirectUri(sent, client);
        return Stream.concat(RULES.stream(), Stream.of(method))
                .filter(rule -> rule.broken().test(sent, client))
                .findFirst()
                .<AuthorizationRequest>map(rule -> rejected(sent, redirectUri, rule))
                .orElseGet(() -> accepted(sent, client, redirectUri));
    }

    Client client(Parameters sent) {
        if (sent.repeats("client_id")) {
            throw unknownClient();
        }
        return Optional.ofNullable(sent.find("client_id"))
                .filter(id -> !id.isBlank())
                .flatMap(id -> clients.find(new ClientId(id)))
                .orElseThrow(AuthorizationRequests::unknownClient);
    }

    /** The app and the method that are asked for, if any, are the client's own. */
    void requireWay(Parameters sent, Client client) {
        Optional<Rule> broken = Stream.of(APP, method)
                .filter(rule -> rule.broken().test(sent, client))
                .findFirst();
        if (broken.isPresent()) {
            throw new ProblemException(new Problem.InvalidRequest(broken.get().description()));
        }
    }

    private static ProblemException unknownClient() {
        return new ProblemException(new Problem.InvalidRequest("client_id is not known"));
    }

    private static String redirectUri(Parameters sent, Client client) {
        String redirectUri = sent.find("redirect_uri");
        if (redirectUri == null
                || sent.repeats("redirect_uri")
                || !client.redirectUris().contains(redirectUri)) {
            throw new ProblemException(new Problem.RedirectUriInvalid());
        }
        return redirectUri;
    }

    private static AuthorizationRequest.Rejected rejected(Parameters sent, String redirectUri, Rule rule) {
        String state = sent.find("state");
        return new AuthorizationRequest.Rejected(
                redirectUri,
                isPrintable(state) && !sent.repeats("state") ? state : null,
                rule.error(),
                rule.description());
    }

    private static AuthorizationRequest.Accepted accepted(Parameters sent, Client client, String redirectUri) {
        Destination.ToClient destination = new Destination.ToClient(
                redirectUri,
                sent.find("state"),
                scope(sent),
                sent.find("nonce"),
                sent.find("code_challenge"),
                prompts(sent).contains("none"));
        return new AuthorizationRequest.Accepted(client, app(sent), method(sent), destination);
    }

    static @Nullable AppId app(Parameters sent) {
        String app = sent.find("app_id");
        return app == null ? null : new AppId(app);
    }

    static @Nullable LoginMethod method(Parameters sent) {
        String method = sent.find(LoginMethod.PARAMETER);
        return method == null ? null : LoginMethod.of(method).orElse(null);
    }

    /** The scopes this server knows of those asked for; an unknown one is ignored (OIDC Core §3.1.2.1). */
    static Scope scope(Parameters sent) {
        Set<String> known = words(sent.find("scope")).stream()
                .filter(Set.of(Scope.OPENID, Scope.PROFILE)::contains)
                .collect(Collectors.toUnmodifiableSet());
        return new Scope(known.isEmpty() ? Set.of(Scope.OPENID) : known);
    }

    private static Set<String> prompts(Parameters sent) {
        return words(sent.find("prompt"));
    }

    private static Set<String> words(@Nullable String text) {
        return text == null ? Set.of() : Scope.parse(text).values();
    }

    private static boolean isChallenged(Parameters sent) {
        return sent.has("code_challenge") || sent.has("code_challenge_method");
    }

    private static boolean isPrintable(@Nullable String value) {
        return value == null || (value.length() <= LONGEST && value.chars().noneMatch(Character::isISOControl));
    }

    private static boolean isAppOf(Client client, @Nullable String app) {
        return List.of(Optional.ofNullable(client.officialAccount()), Optional.ofNullable(client.website())).stream()
                .flatMap(Optional::stream)
                .anyMatch(known -> Objects.equals(known.value(), app));
    }

    private record Rule(BiPredicate<Parameters, Client> broken, String error, String description) {}
}

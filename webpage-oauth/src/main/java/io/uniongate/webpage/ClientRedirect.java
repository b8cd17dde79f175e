package io.uniongate.webpage;

import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.problem.Problem;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The client's redirect URI with the answer in its query (RFC 6749 §4.1.2), which names its issuer (RFC 9207 §2). */
record ClientRedirect(String redirectUri, @Nullable String state, URI issuer) {

    static ClientRedirect of(Destination.ToClient destination, URI issuer) {
        return new ClientRedirect(destination.redirectUri(), destination.state(), issuer);
    }

    String withCode(Secret code) {
        Map<String, @Nullable String> answer = new LinkedHashMap<>();
        answer.put("code", code.reveal());
        return with(answer);
    }

    String withError(String error, String description) {
        Map<String, @Nullable String> answer = new LinkedHashMap<>();
        answer.put("error", error);
        answer.put("error_description", description);
        return with(answer);
    }

    String withError(Problem problem) {
        return withError(problem.error(), problem.title());
    }

    private String with(Map<String, @Nullable String> answer) {
        answer.put("state", state);
        answer.put("iss", issuer.toString());
        return redirectUri + separator() + Percent.query(answer);
    }

    private String separator() {
        if (!redirectUri.contains("?")) {
            return "?";
        }
        return redirectUri.endsWith("?") || redirectUri.endsWith("&") ? "" : "&";
    }
}

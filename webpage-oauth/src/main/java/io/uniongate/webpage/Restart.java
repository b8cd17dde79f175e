package io.uniongate.webpage;

import io.uniongate.contract.AppId;
import io.uniongate.contract.ClientId;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.authorization.Destination;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The address at which a login begins once more, as it began. */
final class Restart {
    private Restart() {}

    static String of(Journey journey, WebpageSettings settings) {
        return of(journey.client().id(), journey.app(), journey.method(), journey.destination(), settings);
    }

    /** From what is still known when WeChat has answered. */
    static String of(Authorization.Refused refused, WebpageSettings settings) {
        return of(refused.client(), refused.app(), null, refused.destination(), settings);
    }

    private static String of(
            ClientId client,
            @Nullable AppId app,
            @Nullable LoginMethod method,
            Destination destination,
            WebpageSettings settings) {
        Map<String, @Nullable String> parameters = new LinkedHashMap<>();
        parameters.put("client_id", client.value());
        parameters.put("app_id", app == null ? null : app.value());
        parameters.put(LoginMethod.PARAMETER, method == null ? null : method.label());
        parameters.put("scope", destination.scope().toString());
        return destination instanceof Destination.ToClient toClient
                ? settings.at(WebpageSettings.AUTHORIZE) + "?" + Percent.query(of(toClient, parameters))
                : settings.at(WebpageSettings.LOGIN) + "?"
                        + Percent.query(of((Destination.ToPage) destination, parameters));
    }

    private static Map<String, @Nullable String> of(
            Destination.ToClient destination, Map<String, @Nullable String> parameters) {
        parameters.put("response_type", "code");
        parameters.put("redirect_uri", destination.redirectUri());
        parameters.put("state", destination.state());
        parameters.put("nonce", destination.nonce());
        parameters.put("code_challenge", destination.codeChallenge());
        parameters.put("code_challenge_method", destination.codeChallenge() == null ? null : "S256");
        return parameters;
    }

    private static Map<String, @Nullable String> of(
            Destination.ToPage destination, Map<String, @Nullable String> parameters) {
        parameters.put("return_to", destination.returnTo());
        return parameters;
    }
}

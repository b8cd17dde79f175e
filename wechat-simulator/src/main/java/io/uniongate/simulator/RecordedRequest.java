package io.uniongate.simulator;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One request as WeChat got it, secrets and all, the app that asked (also
 * where only its token says so), and the errcode it was answered with (null while unanswered).
 */
public record RecordedRequest(
        Instant at,
        Api api,
        String app,
        String method,
        Map<String, String> parameters,
        String body,
        @Nullable Integer errcode) {
    public RecordedRequest {
        parameters = Map.copyOf(parameters);
    }

    /** The parameter, or an empty text. */
    public String text(String name) {
        return parameters.getOrDefault(name, "");
    }

    RecordedRequest answered(int newErrcode) {
        return new RecordedRequest(at, api, app, method, parameters, body, newErrcode);
    }

    /** Secrets belong to the record's readers, not to a log that prints it. */
    @Override
    public String toString() {
        return "RecordedRequest[" + method + " " + api.path() + ", " + parameters.keySet() + ", " + errcode + "]";
    }
}

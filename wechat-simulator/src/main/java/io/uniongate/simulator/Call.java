package io.uniongate.simulator;

import java.util.Map;

/** One request to WeChat, freed of HTTP: what a decision is made from. */
record Call(Api api, String method, Map<String, String> parameters, String body, String ip) {
    Call {
        parameters = Map.copyOf(parameters);
    }

    /** The parameter, or an empty text: WeChat treats a missing and an empty one alike. */
    String text(String name) {
        return parameters.getOrDefault(name, "");
    }

    boolean lacks(String name) {
        return text(name).isEmpty();
    }
}

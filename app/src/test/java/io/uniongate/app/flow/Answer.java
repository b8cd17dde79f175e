package io.uniongate.app.flow;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;

/** What the server said. */
record Answer(HttpResponse<String> response) {
    int status() {
        return response.statusCode();
    }

    String body() {
        return response.body();
    }

    JsonObject json() {
        return new JsonObject(response.body());
    }

    String text(String field) {
        return json().getString(field);
    }

    String code() {
        return json().getString("code");
    }

    String userId() {
        return json().getJsonObject("user").getString("id");
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    List<String> headers(String name) {
        return response.headers().allValues(name);
    }
}

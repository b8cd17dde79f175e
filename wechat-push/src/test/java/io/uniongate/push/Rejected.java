package io.uniongate.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.web.Edge;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;

/** The one answer to whatever does not hold. */
final class Rejected {
    private Rejected() {}

    static void assertRejected(HttpResponse<Buffer> answer) {
        JsonObject problem = Edge.json(answer);
        problem.remove("requestId");
        assertThat(answer.statusCode()).isEqualTo(403);
        assertThat(problem)
                .isEqualTo(JsonObject.of(
                        "type", "urn:uniongate:problem:push-rejected",
                        "title", "Push rejected",
                        "status", 403,
                        "code", "PUSH_REJECTED"));
    }

    static void assertTaken(HttpResponse<Buffer> answer) {
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.bodyAsString()).isEqualTo("success");
    }
}

package io.uniongate.app.dev;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OperationsIT {
    @Test
    void isReadyWithDatabaseSchemaAndKeys() {
        HttpResponse<Buffer> ready =
                RunningDev.management("/health/ready").send().await();

        assertThat(ready.statusCode()).isEqualTo(200);
        assertThat(ready.bodyAsString())
                .contains("{\"name\":\"database\",\"status\":\"UP\"}", "\"schema\"", "\"keys\"")
                .doesNotContain("DOWN");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/metrics"})
    void keepsOperatorsPathsOffThePublicPort(String path) {
        HttpResponse<Buffer> answer = RunningDev.get(path).send().await();

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.getHeader("Content-Type")).isEqualTo("application/problem+json");
        assertThat(RunningDev.management(path).send().await().statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/users/me", "/oauth2/token", "/.well-known/jwks.json", "/demo/"})
    void keepsPublicPathsOffTheManagementPort(String path) {
        assertThat(RunningDev.management(path).send().await().statusCode()).isEqualTo(404);
    }

    @Test
    void answersAWrongMethodWithAProblem() {
        HttpResponse<Buffer> answer =
                RunningDev.get("/users/me").method(HttpMethod.PUT).send().await();

        assertThat(answer.statusCode()).isEqualTo(405);
        assertThat(RunningDev.json(answer).getString("code")).isEqualTo("METHOD_NOT_ALLOWED");
        assertThat(answer.getHeader("X-Request-Id")).isNotBlank();
    }

    @Test
    void countsNoAppThatACallerMadeUp() {
        RunningDev.get("/miniprogram/login")
                .method(HttpMethod.POST)
                .putHeader("Idempotency-Key", "a-key-of-mine")
                .sendJsonObject(JsonObject.of("appId", "wxmadeup", "code", "c"))
                .await();

        String counted = "logins_total{platform=\"unknown\",result=\"UNKNOWN_APP\"}";
        assertThat(RunningDev.metricsWith(counted)).contains(counted).doesNotContain("wxmadeup");
    }

    @Test
    void countsByRouteAndNeverByPerson() {
        HttpResponse<Buffer> login = RunningDev.login("xiaoming", DevPeople.MINI_PROGRAM);
        RunningDev.get("/users/me").send().await();
        RunningDev.get("/a-path-somebody-made-up").send().await();

        String metrics = RunningDev.metricsWith("route=\"none\",status=\"404\"");

        assertThat(login.statusCode()).isEqualTo(200);
        assertThat(metrics)
                .contains("http_requests_seconds_count{method=\"POST\",route=\"/miniprogram/login\",status=\"200\"}")
                .contains("http_requests_seconds_count{method=\"GET\",route=\"/users/me\",status=\"401\"}")
                .contains("route=\"none\",status=\"404\"")
                .contains("wechat_api_requests_total{api=", "wechat_api_seconds_count{api=")
                .contains("logins_total{platform=\"mini-program\",result=\"")
                .contains(
                        "refresh_reuse_total",
                        "event_loop_delay_seconds_count",
                        "vertx_pool_in_use",
                        "jvm_memory_used_bytes")
                .doesNotContain("somebody-made-up")
                .doesNotContain(RunningDev.simulator().user("xiaoming").openIdIn(DevPeople.MINI_PROGRAM));
    }
}

package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class DomainFileIT {
    @AutoClose
    private final Provider provider = Provider.start();

    @Test
    void showsWeChatTheFileItLooksFor() {
        HttpResponse<Buffer> answer = provider.get("/MP_verify_AbC123.txt");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.bodyAsString()).isEqualTo("AbC123");
        assertThat(answer.getHeader("Content-Type")).startsWith("text/plain");
    }

    @Test
    void provesNothingToAnybodyElse() {
        assertThat(provider.get("/MP_verify_another.txt").statusCode()).isEqualTo(404);
    }
}

package io.uniongate.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.bucket4j.TimeMeter;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.junit5.VertxExtension;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class RateLimitIT {
    @Test
    void limitsEachCallerAndTellsWhenToComeBack(Vertx vertx) {
        AtomicLong nanos = new AtomicLong(1);
        RateLimit limit = new RateLimit(
                2, Duration.ofMinutes(1), ctx -> "" + ctx.request().getParam("who"), at(nanos));
        Edge edge = Edge.with(vertx, router -> router.get("/").handler(limit).handler(ctx -> ctx.end()));

        assertThat(edge.get("/?who=a").send().await().statusCode()).isEqualTo(200);
        assertThat(edge.get("/?who=a").send().await().statusCode()).isEqualTo(200);
        HttpResponse<Buffer> refused = edge.get("/?who=a").send().await();
        assertThat(refused.statusCode()).isEqualTo(429);
        assertThat(refused.getHeader("Retry-After")).isEqualTo("30");
        assertThat(edge.get("/?who=b").send().await().statusCode()).isEqualTo(200);
        nanos.addAndGet(Duration.ofSeconds(30).toNanos());
        assertThat(edge.get("/?who=a").send().await().statusCode()).isEqualTo(200);
    }

    private static TimeMeter at(AtomicLong nanos) {
        return new TimeMeter() {
            @Override
            public long currentTimeNanos() {
                return nanos.get();
            }

            @Override
            public boolean isWallClockBased() {
                return false;
            }
        };
    }
}

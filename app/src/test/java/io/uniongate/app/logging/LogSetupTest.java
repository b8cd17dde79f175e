package io.uniongate.app.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.AppenderBase;
import ch.qos.logback.core.encoder.Encoder;
import io.uniongate.app.config.AppConfig.LogFormat;
import io.uniongate.contract.bus.RequestId;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(VertxExtension.class)
class LogSetupTest {
    @Test
    void writesTheRequestIdIntoEveryLine(Vertx vertx) throws TimeoutException {
        JsonObject line = new JsonObject(written(vertx, LogFormat.JSON));

        assertThat(line.getString("message")).isEqualTo("said");
        assertThat(line.getString("level")).isEqualTo("INFO");
        assertThat(line.getString("requestId")).isEqualTo("request-1");
        assertThat(line.getInteger("status")).isEqualTo(200);
    }

    @Test
    void writesForPeopleToo(Vertx vertx) throws TimeoutException {
        assertThat(written(vertx, LogFormat.TEXT)).contains("INFO", "said", "status=200", "requestId=request-1");
    }

    private static String written(Vertx vertx, LogFormat format) throws TimeoutException {
        LoggerContext context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        Encoder<ILoggingEvent> encoder = LogSetup.encoder(format);
        encoder.setContext(context);
        encoder.start();
        Collector collector = new Collector(encoder);
        collector.setContext(context);
        collector.start();
        RequestIdAppender appender = new RequestIdAppender();
        appender.setContext(context);
        appender.addAppender(collector);
        appender.start();
        Logger logger = context.getLogger("test");
        logger.setLevel(Level.INFO);
        logger.addAppender(appender);
        vertx.runOnContext(now -> {
            RequestId.set("request-1");
            logger.atInfo().addKeyValue("status", 200).log("said");
        });
        return collector.line.future().await(10, TimeUnit.SECONDS);
    }

    private static final class Collector extends AppenderBase<ILoggingEvent> {
        private final Encoder<ILoggingEvent> encoder;
        private final Promise<String> line = Promise.promise();

        private Collector(Encoder<ILoggingEvent> encoder) {
            this.encoder = encoder;
        }

        @Override
        protected void append(ILoggingEvent event) {
            line.complete(new String(encoder.encode(event), StandardCharsets.UTF_8));
        }
    }
}

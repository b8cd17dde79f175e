package io.uniongate.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.uniongate.contract.bus.RequestId;
import net.logstash.logback.appender.LoggingEventAsyncDisruptorAppender;
import org.slf4j.event.KeyValuePair;

/**
 * Puts the id of the current request into every line, and the line into a queue: a terminal or collector that is
 * slow never holds up an event loop.
 */
final class RequestIdAppender extends LoggingEventAsyncDisruptorAppender {
    private static final int LINES_WAITING = 16_384;

    /**
     * The writer looks for lines every ten milliseconds (the number is of nanoseconds): to wake it for each line would
     * cost an event loop more than the line itself.
     */
    private static final String LOOKING = "sleeping{0,10000000}";

    RequestIdAppender() {
        setName("stdout");
        setThreadNameFormat("log");
        setRingBufferSize(LINES_WAITING);
        setWaitStrategyType(LOOKING);
    }

    @Override
    protected void prepareForDeferredProcessing(ILoggingEvent line) {
        super.prepareForDeferredProcessing(line);
        String id = RequestId.current();
        if (id != null && line instanceof LoggingEvent event) {
            event.addKeyValuePair(new KeyValuePair("requestId", id));
        }
    }
}

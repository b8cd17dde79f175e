package io.uniongate.app.logging;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import io.uniongate.contract.bus.RequestId;
import org.slf4j.event.KeyValuePair;

/**
 * Puts the id of the current request into every line, and the line into a queue: a terminal or collector that is
 * slow never holds up an event loop.
 */
final class RequestIdAppender extends AsyncAppender {
    private static final int LINES_WAITING = 16_384;

    RequestIdAppender() {
        setName("stdout");
        setQueueSize(LINES_WAITING);
        setDiscardingThreshold(0);
        setNeverBlock(true);
    }

    @Override
    protected void preprocess(ILoggingEvent line) {
        super.preprocess(line);
        String id = RequestId.current();
        if (id != null && line instanceof LoggingEvent event) {
            event.addKeyValuePair(new KeyValuePair("requestId", id));
        }
    }
}

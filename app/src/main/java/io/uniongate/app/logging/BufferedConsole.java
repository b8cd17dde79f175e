package io.uniongate.app.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import java.io.BufferedOutputStream;
import java.io.OutputStream;

/** Standard output, written to once for all lines that came together; whoever appends must flush. */
final class BufferedConsole extends ConsoleAppender<ILoggingEvent> {
    private static final int BYTES = 1 << 16;

    BufferedConsole() {
        setImmediateFlush(false);
    }

    @Override
    public void setOutputStream(OutputStream console) {
        super.setOutputStream(new BufferedOutputStream(console, BYTES));
    }
}

package io.uniongate.app.bulk;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Cuts a file into records and knows at which byte each ends, so that a later process can go on from there. A record
 * of CSV may hold line breaks between quotes (RFC 4180 §2); a quote that is never closed spoils its own line only.
 */
final class RecordReader implements AutoCloseable {
    static final int LONGEST = 64 * 1024;

    private final BufferedInputStream input;
    private final boolean quotes;
    private long offset;
    private long line;

    RecordReader(InputStream input, boolean quotes, long offset, long line) throws IOException {
        this.input = new BufferedInputStream(input, 4 * LONGEST);
        this.quotes = quotes;
        this.input.skipNBytes(offset);
        this.offset = offset;
        this.line = line;
    }

    /** {@code text} is missing where the bytes are no record; {@code line} is the first one of the record, from 1. */
    record Raw(long line, Optional<String> text) {}

    /** How many bytes have been read. */
    long offset() {
        return offset;
    }

    /** How many lines have been read. */
    long line() {
        return line;
    }

    /** Empty at the end. */
    Optional<Raw> next() throws IOException {
        input.mark(LONGEST + 1);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Quoting quoting = new Quoting();
        long lines = 0;
        int next = input.read();
        while (next >= 0 && bytes.size() < LONGEST) {
            bytes.write(next);
            boolean inside = quotes && quoting.isInsideAfter(next);
            if (quoting.isBroken()) {
                return Optional.of(spoiled());
            }
            if (next == '\n') {
                lines++;
                if (!inside) {
                    return Optional.of(record(bytes, lines));
                }
            }
            next = input.read();
        }
        boolean whole = next < 0 && !quoting.isOpen();
        return bytes.size() == 0 ? Optional.empty() : Optional.of(whole ? record(bytes, lines + 1) : spoiled());
    }

    private Raw record(ByteArrayOutputStream bytes, long lines) {
        Raw raw = new Raw(line + 1, decoded(bytes.toByteArray()));
        offset += bytes.size();
        line += lines;
        return raw;
    }

    /** Goes on behind the first line break after the record's beginning. */
    private Raw spoiled() throws IOException {
        input.reset();
        for (int next = input.read(); next >= 0; next = input.read()) {
            offset++;
            if (next == '\n') {
                break;
            }
        }
        line++;
        return new Raw(line, Optional.empty());
    }

    private static Optional<String> decoded(byte[] bytes) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString()
                    .stripTrailing());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    @Override
    public void close() throws IOException {
        input.close();
    }

    /** A field is quoted when it begins with a quote; a doubled quote inside leaves and enters at once. */
    private static final class Quoting {
        private boolean fieldBegins = true;
        private boolean open;
        private boolean quoted;
        private boolean broken;

        boolean isInsideAfter(int next) {
            if (next == '"' && (fieldBegins || quoted)) {
                open = !open;
                quoted = true;
            } else if (!open && next == ',') {
                quoted = false;
            } else if (!open && quoted && next != '\r' && next != '\n') {
                broken = true;
            }
            fieldBegins = !open && next == ',';
            return open;
        }

        /** There is text behind a closing quote: most likely one before it was never closed. */
        boolean isBroken() {
            return broken;
        }

        boolean isOpen() {
            return open;
        }
    }
}

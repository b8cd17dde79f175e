package io.uniongate.app.bulk;

import java.util.ArrayList;
import java.util.List;

/** The fields of one record of CSV (RFC 4180 §2). */
final class CsvFields {
    private final String record;
    private int at;

    private CsvFields(String record) {
        this.record = record;
    }

    static List<String> of(String record) throws BadLine {
        return new CsvFields(record).read();
    }

    private List<String> read() throws BadLine {
        List<String> fields = new ArrayList<>();
        fields.add(field());
        while (at < record.length()) {
            at++;
            fields.add(field());
        }
        return fields;
    }

    /** Ends at a comma or at the end. */
    private String field() throws BadLine {
        if (at >= record.length() || record.charAt(at) != '"') {
            return plain();
        }
        StringBuilder text = new StringBuilder();
        do {
            int close = record.indexOf('"', at + 1);
            if (close < 0) {
                throw new BadLine("a quote is not closed");
            }
            text.append(record, at + 1, close);
            at = close + 1;
            if (at < record.length() && record.charAt(at) == '"') {
                text.append('"');
            }
        } while (at < record.length() && record.charAt(at) == '"');
        if (at < record.length() && record.charAt(at) != ',') {
            throw new BadLine("there is text behind a closing quote");
        }
        return text.toString();
    }

    private String plain() throws BadLine {
        int comma = record.indexOf(',', at);
        String text = record.substring(at, comma < 0 ? record.length() : comma);
        if (text.indexOf('"') >= 0) {
            throw new BadLine("there is a quote in a field that does not begin with one");
        }
        at += text.length();
        return text.strip();
    }
}

package io.uniongate.benchmarks;

import java.util.Locale;
import java.util.Map;

/** Results as Markdown. */
final class Table {
    private static final String HEAD = """
            | %s | requests/s | %s | p50 ms | p99 ms | CPU µs server | CPU µs Postgres | statements | transactions | flushes | WAL bytes |
            | --- | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |
            """;

    private final StringBuilder text = new StringBuilder();

    void text(String paragraph) {
        text.append(paragraph);
    }

    void title(String title, String explanation) {
        text.append("\n## ")
                .append(title)
                .append("\n\n")
                .append(explanation.strip())
                .append("\n\n");
    }

    void head(String subject, String comparison) {
        text.append(HEAD.formatted(subject, comparison));
    }

    /** The numbers are for each request, but the first four. */
    void row(String subject, Measurement measured, Measurement reference) {
        String ratio = measured.equals(reference) ? "1" : number(2, measured.ratio(reference));
        text.append("| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        subject,
                        number(0, measured.median(Round::rate)),
                        ratio,
                        number(1, measured.median(round -> round.load().p50() / 1000.0)),
                        number(1, measured.median(round -> round.load().p99() / 1000.0)),
                        number(0, measured.median(Round::serverMicros)),
                        number(0, measured.median(Round::postgresMicros)),
                        number(3, measured.statements().statements()),
                        number(3, measured.statements().transactions()),
                        number(3, measured.median(Round::fsyncs)),
                        number(0, measured.median(Round::walBytes))));
    }

    void pairs(Map<String, ?> values) {
        text.append("| what | count |\n| --- | ---: |\n");
        values.forEach((name, value) ->
                text.append("| ").append(name).append(" | ").append(value).append(" |\n"));
    }

    @Override
    public String toString() {
        return text.toString();
    }

    static String number(int decimals, double value) {
        return String.format(Locale.ROOT, "%." + decimals + "f", value);
    }
}

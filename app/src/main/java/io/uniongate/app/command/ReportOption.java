package io.uniongate.app.command;

import io.uniongate.app.bulk.Report;
import java.io.PrintWriter;
import picocli.CommandLine.Option;

/** {@code --json}, for commands that end with a report. */
final class ReportOption {
    @Option(names = "--json", description = "print the report as one line of JSON")
    private boolean json;

    /** The exit code: 1 when something was left out. */
    int print(Report report, PrintWriter out) {
        out.println(json ? report.json() : report.text());
        return report.isComplete() ? 0 : 1;
    }
}

package io.uniongate.benchmarks;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import io.uniongate.benchmarks.Servers.Variant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;

/** One run of the benchmarks: what is compared with what. */
final class Run {
    /** A part of the run. */
    enum Section {
        LIMITS,
        CHOICES,
        SLOW,
        STORM,
        IMPORT
    }

    private static final List<Flow> WITH_A_COMMIT = List.of(Flow.KNOWN_LOGIN, Flow.REFRESH);

    private final Settings settings;
    private final Postgres postgres;
    private final Servers servers;
    private final Table table = new Table();

    private Run(Settings settings, Postgres postgres, Servers servers) {
        this.settings = settings;
        this.postgres = postgres;
        this.servers = servers;
    }

    static void of(Settings settings, Set<Section> sections, Set<Flow> flows) {
        try (Postgres postgres = Postgres.start(settings.postgres());
                Servers servers = Servers.start(settings, postgres)) {
            postgres.set("log_parameter_max_length", "0");
            Run run = new Run(settings, postgres, servers);
            try {
                run.run(sections, flows);
            } finally {
                run.print();
            }
        }
    }

    private void run(Set<Section> sections, Set<Flow> flows) {
        table.text(Machine.describe(settings));
        if (sections.contains(Section.LIMITS)) {
            limits(flows);
        }
        if (sections.contains(Section.CHOICES)) {
            choices();
        }
        if (sections.contains(Section.SLOW)) {
            slow();
        }
        if (sections.contains(Section.STORM)) {
            storm();
        }
        if (sections.contains(Section.IMPORT)) {
            importPeople();
        }
    }

    private void limits(Set<Flow> flows) {
        table.title("Ours against the bare limit", """
                Bare is the same Vert.x server doing only the unavoidable; see README.md. The ratio is ours / bare.
                CPU, statements, transactions, flushes of the write-ahead log to disk and its bytes are for each request.""");
        table.head("load", "ratio");
        try (Target bare = servers.bare();
                Target ours = servers.ours(Variant.AS_SHIPPED, "ours")) {
            flows.forEach(flow -> compare(flow, List.of("bare", "ours"), List.of(bare, ours)));
        }
    }

    private void choices() {
        table.title("What each choice brings", """
                Ours as it is shipped, and with one choice taken back at a time. The ratio is to ours as shipped.
                The last line does not wait for the disk: an upper bound that gives up durability and is not offered.""");
        table.head("load", "ratio");
        List<String> names = List.of(
                "as shipped", "each request its own statement", "the JDK's own signatures", "not waiting for the disk");
        try (Target shipped = servers.ours(Variant.AS_SHIPPED, "shipped");
                Target unshared = servers.ours(Variant.UNSHARED, "unshared");
                Target slowly = servers.ours(Variant.JDK_SIGNATURES, "jdk_signatures");
                Target hastily = servers.ours(Variant.NOT_DURABLE, "not_durable")) {
            WITH_A_COMMIT.forEach(flow -> compare(flow, names, List.of(shipped, unshared, slowly, hastily)));
        }
    }

    /** With the first of them. */
    private void compare(Flow flow, List<String> names, List<Target> targets) {
        progress(flow.label() + ": " + String.join(", ", names));
        List<Measurement> measured = Contest.run(targets, postgres, flow, settings);
        for (int i = 0; i < names.size(); i++) {
            table.row(flow.label() + ", " + names.get(i), measured.get(i), measured.get(0));
        }
    }

    private void slow() {
        table.title("Slow WeChat", """
                What somebody who is signed in notices while %d logins wait for a WeChat that does not answer.
                The ratio is to the same server before they came.""".formatted(HangingLogins.NUMBER));
        table.head("load", "ratio");
        Settings brief = settings.brief();
        try (Target target = servers.ours(Variant.PATIENT, "slow")) {
            // Once for nothing: a server that is still being compiled would make the later lines look good.
            measure("slow WeChat, warm-up", target, settings);
            Measurement before = measure("slow WeChat, nobody logs in", target, brief);
            table.row("/users/me, nobody logs in", before, before);
            try (HangingLogins logins = HangingLogins.start(target.port(), servers.weChatPort())) {
                Measurement meanwhile = measure("slow WeChat, logins hang", target, brief);
                logins.release();
                table.row("/users/me, %d logins hang".formatted(HangingLogins.NUMBER), meanwhile, before);
            }
            Measurement after = measure("slow WeChat, logins answered", target, brief);
            table.row("/users/me, the logins have been answered", after, before);
        }
    }

    private void storm() {
        progress("storm");
        try (Target target = servers.ours(Variant.AS_SHIPPED, "storm")) {
            Storm.Report report = Storm.run(target, postgres, settings);
            table.title("Storm", report.describe());
            table.pairs(report.counts());
            report.require();
        }
    }

    private void importPeople() {
        progress("import");
        Import.Report report = Import.run(settings, servers, postgres);
        table.title("Import", report.describe());
        table.pairs(report.counts());
        report.require();
    }

    @CanIgnoreReturnValue
    private Measurement measure(String step, Target target, Settings length) {
        progress(step);
        return Contest.run(List.of(target), postgres, Flow.USERS_ME, length).get(0);
    }

    private static void progress(String step) {
        System.err.println("… " + step);
    }

    private void print() {
        System.out.println(table);
        try {
            Files.writeString(settings.results(), table.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.uniongate.app.bulk;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.server.Offline;
import io.uniongate.auth.BulkException;
import io.uniongate.auth.ImportRow;
import io.uniongate.auth.UserImport;
import io.uniongate.contract.AppId;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.db.BulkOutcome;
import io.vertx.core.Future;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Imports a file from where the last run of the same file stopped; the next portion is read while one is written. */
public final class ImportRun {
    private static final Logger LOG = LoggerFactory.getLogger(ImportRun.class);
    private static final int LINES_A_WORD = 100_000;
    private static final List<BulkOutcome> REPORTED = List.of(
            BulkOutcome.CREATED,
            BulkOutcome.LINKED,
            BulkOutcome.LEARNED,
            BulkOutcome.MERGED,
            BulkOutcome.UNCHANGED,
            BulkOutcome.CONFLICT,
            BulkOutcome.PENDING,
            BulkOutcome.BLOCKED,
            BulkOutcome.BAD,
            BulkOutcome.PHONE_TAKEN,
            BulkOutcome.PHONE_LEFT);

    private final Options options;
    private final Consumer<String> complaints;
    private final ImportFields fields;

    /** {@code strict} stops at the first line that is bad. */
    public record Options(Path file, Defaults defaults, int portion, boolean strict, boolean again, boolean rehearsal) {
        /** What a file says depends on them. */
        private String source() throws IOException {
            String app = defaults.app() == null ? "" : " " + defaults.app();
            String country = defaults.countryCode() == null ? "" : " +" + defaults.countryCode();
            return ImportFile.fingerprint(file) + app + country;
        }
    }

    /** What holds for lines that do not name it: their app, and the country of phone numbers without a plus. */
    public record Defaults(@Nullable AppId app, @Nullable String countryCode) {}

    private record Portion(List<ImportRow> rows, long bad) {}

    private ImportRun(Options options, WeChatApps apps, Consumer<String> complaints, Clock clock) {
        this.options = options;
        this.complaints = complaints;
        this.fields = new ImportFields(apps, options.defaults(), clock.instant());
    }

    public static Report of(AppConfig config, Options options, Consumer<String> complaints) {
        Clock clock = Clock.systemUTC();
        try (Offline offline = Offline.open(config)) {
            UserImport users = UserImport.of(
                            offline.database(),
                            config.apps(),
                            offline.sealer(),
                            options.source(),
                            options.rehearsal(),
                            clock)
                    .await();
            return new ImportRun(options, config.apps(), complaints, clock).run(users);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Report run(UserImport users) throws IOException {
        if (options.again()) {
            users.restart().await();
        }
        if (users.isFinished()) {
            LOG.info("{} has been imported before; --again imports it once more", options.file());
        } else {
            importFrom(users);
        }
        return Report.of(String.valueOf(options.file()), options.rehearsal(), users.tally(), REPORTED);
    }

    private void importFrom(UserImport users) throws IOException {
        if (users.place().offset() > 0) {
            LOG.info("{} goes on behind line {}", options.file(), users.place().line());
        }
        try (ImportFile file = ImportFile.open(options.file(), users.place())) {
            Future<Void> underWay = Future.succeededFuture();
            long before = -1;
            while (file.place().offset() > before) {
                before = file.place().offset();
                Portion next = read(file, underWay);
                underWay.await();
                underWay = users.take(next.rows(), next.bad(), file.place());
                mention(file.place().line());
            }
            underWay.await();
            users.finish().await();
        }
    }

    private Portion read(ImportFile file, Future<Void> underWay) throws IOException {
        List<ImportRow> rows = new ArrayList<>();
        long bad = 0;
        Optional<RecordReader.Raw> raw = file.next();
        while (raw.isPresent()) {
            try {
                if (!isBlank(raw.get())) {
                    rows.add(fields.row(file.values(raw.get())));
                }
            } catch (BadLine line) {
                bad++;
                complain(options.file() + ":" + raw.get().line() + ": " + line.getMessage(), underWay);
            }
            raw = rows.size() + bad < options.portion() ? file.next() : Optional.empty();
        }
        return new Portion(rows, bad);
    }

    private static boolean isBlank(RecordReader.Raw raw) {
        return raw.text().map(String::isBlank).orElse(false);
    }

    private void complain(String complaint, Future<Void> underWay) {
        if (options.strict()) {
            underWay.await();
            throw new BulkException(complaint);
        }
        complaints.accept(complaint);
    }

    private void mention(long line) {
        if (line / LINES_A_WORD > (line - options.portion()) / LINES_A_WORD) {
            LOG.info("{}: {} lines", options.file(), line);
        }
    }
}

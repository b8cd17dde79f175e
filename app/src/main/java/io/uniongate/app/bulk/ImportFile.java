package io.uniongate.app.bulk;

import io.uniongate.auth.BulkException;
import io.uniongate.auth.UserImport.Place;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A file of people: CSV with a header, or a JSON object a line when its first character is a brace. */
final class ImportFile implements AutoCloseable {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final RecordReader records;
    /** Of CSV; without them the file holds JSON. */
    private final @Nullable List<String> columns;

    private ImportFile(RecordReader records, @Nullable List<String> columns) {
        this.records = records;
        this.columns = columns;
    }

    /** Of the whole file, whatever it is called. */
    static String fingerprint(Path file) throws IOException {
        try (DigestInputStream input =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            input.transferTo(java.io.OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(input.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    static ImportFile open(Path file, Place place) throws IOException {
        try (RecordReader first = new RecordReader(Files.newInputStream(file), false, 0, 0)) {
            String head =
                    first.next().flatMap(RecordReader.Raw::text).orElse("").replaceFirst("^" + BYTE_ORDER_MARK, "");
            if (head.startsWith("{")) {
                return new ImportFile(reader(file, false, place), null);
            }
            List<String> columns = columns(head);
            Place body = place.offset() == 0 ? new Place(first.offset(), first.line()) : place;
            return new ImportFile(reader(file, true, body), columns);
        }
    }

    private static RecordReader reader(Path file, boolean quotes, Place place) throws IOException {
        InputStream input = Files.newInputStream(file);
        return new RecordReader(input, quotes, place.offset(), place.line());
    }

    private static List<String> columns(String head) {
        try {
            List<String> columns = new ArrayList<>();
            for (String column : CsvFields.of(head)) {
                columns.add(ImportFields.name(column).orElseThrow(() -> unknown(column)));
            }
            if (!columns.contains("openid")) {
                throw new BulkException("the first line names no column openid");
            }
            return columns;
        } catch (BadLine bad) {
            throw new BulkException("the first line must name the columns: " + bad.getMessage());
        }
    }

    private static BulkException unknown(String column) {
        return new BulkException("unknown column '" + column + "'; known are "
                + String.join(
                        ", ", ImportFields.NAMES.values().stream().sorted().toList()));
    }

    /** How much has been read. */
    Place place() {
        return new Place(records.offset(), records.line());
    }

    Optional<RecordReader.Raw> next() throws IOException {
        return records.next();
    }

    /** The values by their names, none of them empty. */
    Map<String, String> values(RecordReader.Raw raw) throws BadLine {
        if (raw.text().isEmpty()) {
            throw new BadLine("is not UTF-8, does not close a quote, or is longer than 64 KiB");
        }
        String text = raw.text().get();
        return columns == null ? json(text) : csv(text, columns);
    }

    private static Map<String, String> csv(String text, List<String> columns) throws BadLine {
        List<String> fields = CsvFields.of(text);
        if (fields.size() != columns.size()) {
            throw new BadLine(fields.size() + " fields where the first line names " + columns.size());
        }
        Map<String, String> values = new HashMap<>();
        for (int i = 0; i < fields.size(); i++) {
            if (!fields.get(i).isEmpty()) {
                values.put(columns.get(i), fields.get(i));
            }
        }
        return values;
    }

    private static Map<String, String> json(String text) throws BadLine {
        try {
            Map<String, String> values = new HashMap<>();
            for (Map.Entry<String, Object> field : new JsonObject(text.replaceFirst("^" + BYTE_ORDER_MARK, ""))) {
                String name = ImportFields.name(field.getKey()).orElse(null);
                if (name == null) {
                    throw new BadLine("an unknown field; known are "
                            + ImportFields.NAMES.values().stream().sorted().toList());
                }
                if (field.getValue() != null && !field.getValue().toString().isEmpty()) {
                    values.put(name, field.getValue().toString());
                }
            }
            return values;
        } catch (DecodeException malformed) {
            throw new BadLine("is no JSON object");
        }
    }

    @Override
    public void close() throws IOException {
        records.close();
    }
}

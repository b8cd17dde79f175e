package io.uniongate.app.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.auth.BulkException;
import io.uniongate.auth.UserImport.Place;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImportFileTest {
    private static final Place START = new Place(0, 0);

    private final Path directory;

    ImportFileTest(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void readsCsvAsSpreadsheetsWriteIt() throws IOException {
        Path file = file("\uFEFFapp_id,OpenID,nickName\r\nwx1,o1,\"a \"\"b\"\", c\r\nd\"\r\nwx1,o2,\r\n");

        assertThat(read(file, START))
                .containsExactly(
                        "2 " + new TreeMap<>(Map.of("appId", "wx1", "openid", "o1", "nickName", "a \"b\", c\r\nd")),
                        "4 " + new TreeMap<>(Map.of("appId", "wx1", "openid", "o2")));
    }

    @Test
    void readsAnObjectALine() throws IOException {
        Path file = file("{\"openid\":\"o1\",\"createdAt\":1714521600,\"unionid\":null}\n{\"openid\":\"o2\"}");

        assertThat(read(file, START))
                .containsExactly(
                        "1 " + new TreeMap<>(Map.of("openid", "o1", "createdAt", "1714521600")),
                        "2 " + new TreeMap<>(Map.of("openid", "o2")));
    }

    @Test
    void goesOnBehindAnyRecord() throws IOException {
        Path file = file("openid,nickName\no1,\"x\ny\"\no2,z\no3,\n");
        List<String> whole = read(file, START);

        try (ImportFile first = ImportFile.open(file, START)) {
            for (int read = 1; first.next().isPresent(); read++) {
                assertThat(read(file, first.place())).isEqualTo(whole.subList(read, whole.size()));
            }
        }
    }

    @Test
    void losesNoMoreThanTheLineToAQuoteThatIsNotClosed() throws IOException {
        Path file = file("openid,nickName\no1,\"x\no2,y\no3,5\" disk\no4,z\n");

        assertThat(read(file, START))
                .containsExactly(
                        "2 is not UTF-8, does not close a quote, or is longer than 64 KiB",
                        "3 " + new TreeMap<>(Map.of("openid", "o2", "nickName", "y")),
                        "4 there is a quote in a field that does not begin with one",
                        "5 " + new TreeMap<>(Map.of("openid", "o4", "nickName", "z")));
    }

    @Test
    void tellsWhatIsNoRecord() throws IOException {
        Path json = file("{\"openid\":\"o1\"}\n[1]\n{\"openid\":\"o1\",\"unoinid\":\"u1\"}\n");
        Path bytes =
                Files.write(directory.resolve("bytes.csv"), "openid\n\u00ff\n".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(read(json, START)).hasSize(3).element(1).isEqualTo("2 is no JSON object");
        assertThat(read(json, START).get(2)).startsWith("3 an unknown field");
        assertThat(read(bytes, START)).hasSize(1).element(0).asString().startsWith("2 is not UTF-8");
    }

    @Test
    void refusesColumnsThatItDoesNotKnow() throws IOException {
        Path misspelt = file("openid,unoinid\n");
        Path incomplete = Files.writeString(directory.resolve("incomplete.csv"), "unionid\n");

        assertThatThrownBy(() -> ImportFile.open(misspelt, START))
                .isInstanceOf(BulkException.class)
                .hasMessageContaining("unoinid");
        assertThatThrownBy(() -> ImportFile.open(incomplete, START))
                .isInstanceOf(BulkException.class)
                .hasMessageContaining("openid");
    }

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("people"), text);
    }

    private static List<String> read(Path file, Place place) throws IOException {
        List<String> read = new ArrayList<>();
        try (ImportFile people = ImportFile.open(file, place)) {
            for (Optional<RecordReader.Raw> raw = people.next(); raw.isPresent(); raw = people.next()) {
                read.add(raw.get().line() + " " + values(people, raw.get()));
            }
        }
        return read;
    }

    private static String values(ImportFile people, RecordReader.Raw raw) {
        try {
            return new TreeMap<>(people.values(raw)).toString();
        } catch (BadLine bad) {
            return String.valueOf(bad.getMessage());
        }
    }
}

package io.uniongate.app.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each numbered requirement is carried by a test or told to be open, and never both. */
class RequirementsTest {
    private static final Path ROOT = Path.of("..");
    private static final Path REFERENCE = ROOT.resolve("docs/reference");
    private static final Pattern BEHAVIOUR = Pattern.compile("(?m)^\\| (T\\d\\d) \\|");
    private static final Pattern SECURITY = Pattern.compile("(?m)^(\\d+)\\. ");
    private static final Pattern OPEN = Pattern.compile("(?m)^- ([TS]\\d+)\\b");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"([TS]\\d+)\"\\)");
    private static final Pattern TITLE = Pattern.compile("(?:test|it)\\(\\s*['\"`]((?:[TSF]\\d+[a-c]?[ ,]+)+)");
    private static final Pattern ROW = Pattern.compile("[TS]\\d+");

    @Test
    void areCarriedByATestOrToldToBeOpen() {
        Set<String> required = rows(BEHAVIOUR, REFERENCE.resolve("behaviour.md"));
        rows(SECURITY, REFERENCE.resolve("security.md")).forEach(number -> required.add("S" + number));
        Set<String> open = rows(OPEN, REFERENCE.resolve("open.md"));

        Set<String> carried = carried();

        Set<String> missing = new TreeSet<>(required);
        missing.removeAll(carried);
        assertThat(carried).isSubsetOf(required);
        assertThat(missing).isEqualTo(open);
    }

    private static Set<String> carried() {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().contains("/test/")
                            && !file.toString().contains("/target/")
                            && !file.toString().contains("/node_modules/"))
                    .flatMap(RequirementsTest::carried)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<String> carried(Path file) {
        if (file.toString().endsWith(".java")) {
            return rows(TAG, file).stream();
        }
        return file.toString().endsWith(".ts")
                ? rows(TITLE, file).stream()
                        .flatMap(title -> ROW.matcher(title).results().map(MatchResult::group))
                : Stream.empty();
    }

    private static Set<String> rows(Pattern pattern, Path file) {
        try {
            return pattern.matcher(Files.readString(file))
                    .results()
                    .map(found -> found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

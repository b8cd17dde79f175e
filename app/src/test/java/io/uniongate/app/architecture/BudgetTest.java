package io.uniongate.app.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What one can read at once stays that small, in tests as well. */
class BudgetTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    @Test
    void filesStayReadable() throws IOException {
        Map<String, Integer> lengths = new TreeMap<>();
        for (Path file : sources()) {
            lengths.put(
                    ROOT.relativize(file).toString(), Files.readAllLines(file).size());
        }

        assertThat(longerThan(300, lengths)).isEmpty();
        assertThat(nineOutOfTen(lengths.values())).isLessThanOrEqualTo(150);
    }

    @Test
    void methodsStayReadable() throws IOException {
        Map<String, Integer> lengths = new TreeMap<>();
        for (Path file : sources()) {
            methods(Files.readAllLines(file)).forEach((line, length) -> lengths.put(file + ":" + line, length));
        }

        assertThat(longerThan(40, lengths)).isEmpty();
        assertThat(nineOutOfTen(lengths.values())).isLessThanOrEqualTo(15);
    }

    /** By the formatter's indentation: a member's body opens on a line that ends in a brace and closes under it. */
    private static Map<Integer, Integer> methods(List<String> lines) {
        Map<Integer, Integer> lengths = new TreeMap<>();
        for (int start = 0; start < lines.size(); start++) {
            String line = lines.get(start);
            int indent = line.length() - line.stripLeading().length();
            if (indent % 4 == 0
                    && indent > 0
                    && line.matches(" +([\\w@<>?,.\\[\\] ]+ )?\\w+\\(.*\\{")
                    && isMember(line)) {
                lengths.put(start + 1, lines.subList(start, lines.size()).indexOf(" ".repeat(indent) + "}") + 1);
            }
        }
        return lengths;
    }

    private static boolean isMember(String line) {
        return !line.strip()
                        .matches(
                                "(if|for|while|switch|try|catch|return|record|public record|else|new|synchronized)\\b.*")
                && !line.contains("->");
    }

    private static Map<String, Integer> longerThan(int limit, Map<String, Integer> lengths) {
        Map<String, Integer> longer = new TreeMap<>(lengths);
        longer.values().removeIf(length -> length <= limit);
        return longer;
    }

    private static int nineOutOfTen(Collection<Integer> lengths) {
        List<Integer> sorted = new ArrayList<>(lengths);
        sorted.sort(null);
        return sorted.get(sorted.size() * 9 / 10);
    }

    private static List<Path> sources() throws IOException {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }
}

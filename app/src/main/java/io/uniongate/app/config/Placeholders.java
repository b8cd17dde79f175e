package io.uniongate.app.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Puts secrets where <code>${NAME}</code> and <code>${file:path}</code> stand for them; two dollars are one, literally.
 *
 * <p>What was put in is not looked at again, so a secret may hold anything.
 */
final class Placeholders {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$?\\$\\{([^}]*)}");
    private static final String LITERAL = "$$";
    private static final String FILE = "file:";

    private final Path directory;
    private final Map<String, String> environment;
    private final Mistakes mistakes;

    Placeholders(Path directory, Map<String, String> environment, Mistakes mistakes) {
        this.directory = directory;
        this.environment = environment;
        this.mistakes = mistakes;
    }

    Map<String, Entry> fill(Map<String, Entry> written) {
        Map<String, Entry> filled = new TreeMap<>();
        written.forEach((key, entry) -> filled.put(key, entry.filled(fill(key, entry))));
        return filled;
    }

    private String fill(String key, Entry entry) {
        return PLACEHOLDER
                .matcher(entry.text())
                .replaceAll(found -> Matcher.quoteReplacement(
                        found.group().startsWith(LITERAL)
                                ? found.group().substring(1)
                                : lookUp(key, entry, found.group(1))));
    }

    private String lookUp(String key, Entry entry, String name) {
        if (name.startsWith(FILE)) {
            return file(key, entry, name.substring(FILE.length()));
        }
        String value = environment.get(name);
        if (value == null) {
            mistakes.add(key, entry, "the environment variable " + name + " is not set");
        }
        return value == null ? Unresolved.MARK : value;
    }

    private String file(String key, Entry entry, String path) {
        try {
            return readSecret(directory.resolve(path));
        } catch (IOException | InvalidPathException unreadable) {
            mistakes.add(key, entry, "the file " + path + " cannot be read");
            return Unresolved.MARK;
        }
    }

    /** A secret file's content without the newline that editors put at its end. */
    static String readSecret(Path file) throws IOException {
        return Files.readString(file).replaceFirst("(\\r?\\n)+\\z", "");
    }

    /** Stands where a placeholder could not be filled, so that this mistake is not told a second time. */
    static final class Unresolved {
        static final String MARK = "\u0000unresolved\u0000";

        private Unresolved() {}

        static boolean in(Entry entry) {
            return entry.text().contains(MARK);
        }
    }
}

package io.uniongate.app.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The environment variable of each key: {@code UNIONGATE_APPS_0_OPEN_PLATFORM} for {@code apps[0].openPlatform},
 * {@code UNIONGATE_ROLES_0} for one element of a list and {@code UNIONGATE_ROLES} for all of them, with commas between;
 * and with {@code _FILE} behind it the name of a file that holds the value.
 */
final class EnvironmentNames {
    private static final String PREFIX = "UNIONGATE_";
    private static final String FILE = "_FILE";
    private static final int LETTERS_OF_A_TYPO = 2;

    private final Map<String, String> environment;
    private final Mistakes mistakes;
    private final Map<String, Entry> overrides = new TreeMap<>();
    private final Set<String> lists = new HashSet<>();

    private EnvironmentNames(Map<String, String> environment, Mistakes mistakes) {
        this.environment = environment;
        this.mistakes = mistakes;
    }

    static String of(String path) {
        return PREFIX
                + path.replaceAll("(?<=[a-z])(?=[A-Z])", "_")
                        .replace("[]", "_<n>")
                        .replaceAll("\\[(\\d+)]", "_$1")
                        .replace('.', '_')
                        .toUpperCase(Locale.ROOT)
                        .replace("<N>", "<n>");
    }

    /** What the environment sets, and the lists of which nothing else is left. */
    record Overrides(Map<String, Entry> entries, Set<String> lists) {}

    /** {@code used} are variables that the file asks for by name. */
    static Overrides read(Map<String, String> environment, Collection<String> used, Mistakes mistakes) {
        EnvironmentNames names = new EnvironmentNames(environment, mistakes);
        new TreeMap<>(environment)
                .keySet().stream()
                        .filter(name -> name.startsWith(PREFIX) && !used.contains(name))
                        .forEach(names::read);
        return new Overrides(names.overrides, names.lists);
    }

    private void read(String name) {
        for (Key<?> key : ConfigKeys.ALL) {
            Matcher matcher = pattern(key.path()).matcher(name);
            if (matcher.matches()) {
                take(name, path(key.path(), matcher));
                return;
            }
            Matcher whole = pattern(key.list()).matcher(name);
            if (key.isList() && whole.matches()) {
                take(name, path(key.list(), whole) + "[]");
                return;
            }
        }
        suspect(name);
    }

    private static Pattern pattern(String path) {
        return Pattern.compile(of(path).replace("<n>", "(\\d{1,3})") + "(" + FILE + ")?");
    }

    private static String path(String pattern, Matcher matcher) {
        String path = pattern;
        for (int group = 1; group < matcher.groupCount(); group++) {
            path = path.replaceFirst("\\[]", "[" + Integer.parseInt(matcher.group(group)) + "]");
        }
        return path;
    }

    /** A path that ends in {@code []} stands for all elements. */
    private void take(String name, String path) {
        String value = environment.getOrDefault(name, "");
        String plainName = name.endsWith(FILE) ? name.substring(0, name.length() - FILE.length()) : name;
        if (name.endsWith(FILE) && environment.containsKey(plainName)) {
            mistakes.add(name, "set this or " + plainName + ", not both");
        } else if (name.endsWith(FILE)) {
            takeFile(name, path, value);
        } else {
            set(path, Entry.of(value, name));
        }
    }

    private void takeFile(String name, String path, String file) {
        try {
            set(path, new Entry(Placeholders.readSecret(Path.of(file)), "${file:" + file + "}", name));
        } catch (IOException | InvalidPathException unreadable) {
            mistakes.add(name, "the file " + file + " cannot be read");
        }
    }

    private void set(String path, Entry entry) {
        if (path.endsWith("[]")) {
            setAll(path.substring(0, path.length() - 2), entry);
        } else {
            overrides.put(path, entry);
        }
    }

    private void setAll(String list, Entry entry) {
        lists.add(list);
        String[] elements =
                entry.text().isBlank() ? new String[0] : entry.text().split(",", -1);
        for (int index = 0; index < elements.length; index++) {
            String element = elements[index].strip();
            String shown = entry.standsForAnother() ? entry.shown() : element;
            overrides.put(list + "[" + index + "]", new Entry(element, shown, entry.origin()));
        }
    }

    /** Only what looks like a typing mistake is refused: orchestrators set variables of their own under our name. */
    private void suspect(String name) {
        List<String> known = ConfigKeys.ALL.stream()
                .flatMap(key -> Stream.of(of(key.path()), of(key.list())))
                .toList();
        String anyIndex = name.replaceAll("_\\d+(?=_|$)", "_<n>");
        Nearest.to(anyIndex, known)
                .filter(meant -> Nearest.distance(anyIndex, meant) <= LETTERS_OF_A_TYPO)
                .ifPresent(meant -> mistakes.add(name, "unknown variable; did you mean " + meant + "?"));
    }
}

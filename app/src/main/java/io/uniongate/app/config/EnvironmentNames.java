package io.uniongate.app.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The environment variable of each key: {@code UNIONGATE_APPS_0_OPEN_PLATFORM} for {@code apps[0].openPlatform},
 * and with {@code _FILE} behind it the name of a file that holds the value.
 */
final class EnvironmentNames {
    private static final String PREFIX = "UNIONGATE_";
    private static final String FILE = "_FILE";
    private static final int LETTERS_OF_A_TYPO = 2;

    private final Map<String, String> environment;
    private final Mistakes mistakes;
    private final Map<String, Entry> overrides = new TreeMap<>();

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

    /** The values that the environment sets; {@code used} are variables that the file asks for by name. */
    static Map<String, Entry> read(Map<String, String> environment, Collection<String> used, Mistakes mistakes) {
        EnvironmentNames names = new EnvironmentNames(environment, mistakes);
        new TreeMap<>(environment)
                .keySet().stream()
                        .filter(name -> name.startsWith(PREFIX) && !used.contains(name))
                        .forEach(names::read);
        return names.overrides;
    }

    private void read(String name) {
        for (Key<?> key : ConfigKeys.ALL) {
            Matcher matcher = Pattern.compile(of(key.path()).replace("<n>", "(\\d{1,3})") + "(" + FILE + ")?")
                    .matcher(name);
            if (matcher.matches()) {
                take(name, path(key, matcher));
                return;
            }
        }
        suspect(name);
    }

    private static String path(Key<?> key, Matcher matcher) {
        String path = key.path();
        for (int group = 1; group < matcher.groupCount(); group++) {
            path = path.replaceFirst("\\[]", "[" + Integer.parseInt(matcher.group(group)) + "]");
        }
        return path;
    }

    private void take(String name, String path) {
        String value = environment.getOrDefault(name, "");
        if (name.endsWith(FILE) && environment.containsKey(of(path))) {
            mistakes.add(name, "set this or " + of(path) + ", not both");
        } else if (name.endsWith(FILE)) {
            takeFile(name, path, value);
        } else {
            overrides.put(path, new Entry(value, name));
        }
    }

    private void takeFile(String name, String path, String file) {
        try {
            overrides.put(path, new Entry(Placeholders.readSecret(Path.of(file)), name));
        } catch (IOException | InvalidPathException unreadable) {
            mistakes.add(name, "the file " + file + " cannot be read");
        }
    }

    /** Only what looks like a typing mistake is refused: orchestrators set variables of their own under our name. */
    private void suspect(String name) {
        List<String> known = ConfigKeys.ALL.stream().map(key -> of(key.path())).toList();
        String anyIndex = name.replaceAll("_\\d+(?=_|$)", "_<n>");
        Nearest.to(anyIndex, known)
                .filter(meant -> Nearest.distance(anyIndex, meant) <= LETTERS_OF_A_TYPO)
                .ifPresent(meant -> mistakes.add(name, "unknown variable; did you mean " + meant + "?"));
    }
}

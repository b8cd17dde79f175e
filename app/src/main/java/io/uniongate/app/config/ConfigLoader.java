package io.uniongate.app.config;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Makes the configuration out of a file and the environment, or tells everything that is wrong with it at once. */
public final class ConfigLoader {
    private static final Path DEFAULT_FILE = Path.of("uniongate.yaml");
    private static final Pattern ASKED_VARIABLE = Pattern.compile("\\$\\{([A-Za-z0-9_]+)}");
    private static final Map<String, Key<?>> KEYS =
            ConfigKeys.ALL.stream().collect(toMap(Key::path, Function.identity()));

    private final Mistakes mistakes = new Mistakes();
    private final Map<String, String> environment;
    private final Map<String, Entry> entries = new TreeMap<>();
    private final Map<String, Object> values = new HashMap<>();

    private ConfigLoader(Map<String, String> environment) {
        this.environment = environment;
    }

    /** Reads the named file, or {@code uniongate.yaml} if there is one. */
    public static LoadedConfig load(@Nullable Path file, Map<String, String> environment) {
        Path chosen = file == null && Files.exists(DEFAULT_FILE) ? DEFAULT_FILE : file;
        if (chosen == null) {
            return load("", DEFAULT_FILE, environment);
        }
        try {
            return load(Files.readString(chosen), chosen, environment);
        } catch (MalformedInputException notText) {
            throw new InvalidConfigException(List.of(chosen + ": this is not UTF-8 text"));
        } catch (IOException unreadable) {
            throw new InvalidConfigException(List.of(chosen + ": the file cannot be read"));
        }
    }

    /** Reads YAML that is at hand; {@code file} names it in messages, and relative secret files lie beside it. */
    public static LoadedConfig load(String yaml, Path file, Map<String, String> environment) {
        return new ConfigLoader(environment).load(yaml, file);
    }

    private LoadedConfig load(String yaml, Path file) {
        Map<String, Entry> written = YamlFile.read(file.toString(), yaml, mistakes);
        Path directory = file.toAbsolutePath().getParent();
        entries.putAll(
                new Placeholders(directory == null ? Path.of("") : directory, environment, mistakes).fill(written));
        override(EnvironmentNames.read(environment, askedVariables(yaml), mistakes));
        entries.forEach(this::take);
        ConfigKeys.ALL.forEach(this::complete);
        Values checked = new Values(values);
        new ConfigRules(checked, entries, mistakes).check();
        refuseMistakes();
        return new LoadedConfig(ConfigMapping.toConfig(checked), ConfigListing.of(entries));
    }

    private void override(EnvironmentNames.Overrides overrides) {
        overrides.lists().forEach(list -> entries.keySet().removeIf(path -> path.startsWith(list + "[")));
        entries.putAll(overrides.entries());
    }

    private void refuseMistakes() {
        if (!mistakes.lines().isEmpty()) {
            throw new InvalidConfigException(mistakes.lines());
        }
    }

    private static Set<String> askedVariables(String yaml) {
        return ASKED_VARIABLE
                .matcher(yaml)
                .results()
                .map(found -> found.group(1))
                .collect(toSet());
    }

    private void take(String path, Entry entry) {
        Key<?> key = KEYS.get(Key.patternOf(path));
        if (key == null) {
            mistakes.add(path, entry, Misplaced.explain(Key.patternOf(path)));
        } else if (!Placeholders.Unresolved.in(entry)) {
            read(path, key, entry);
        }
    }

    private void read(String path, Key<?> key, Entry entry) {
        try {
            values.put(path, key.shape().read().apply(entry.text()));
        } catch (Hint hint) {
            mistakes.refuse(path, key.shape(), entry, hint.getMessage());
        } catch (IllegalArgumentException refused) {
            mistakes.refuse(path, key.shape(), entry, null);
        }
    }

    /** Puts a key's default where it was left out, or says that it is missing. */
    private void complete(Key<?> key) {
        for (String place : places(key)) {
            if (entries.keySet().stream().anyMatch(path -> path.equals(place) || path.startsWith(place + "["))) {
                continue;
            }
            if (key.fallback() != null) {
                Entry fallback = Entry.of(key.fallback(), "default");
                entries.put(place, fallback);
                read(place, key, fallback);
            } else if (key.isRequired()) {
                mistakes.add(place, missing(key, place));
            }
        }
    }

    private static String missing(Key<?> key, String place) {
        String name = EnvironmentNames.of(key.isList() ? place + "[0]" : place);
        return "missing: " + key.meaning() + "; expected " + key.shape().expected() + " (or set " + name + ")";
    }

    /** Where a key can stand: once, or once in each section of its list. */
    private List<String> places(Key<?> key) {
        String path = key.list();
        int list = path.indexOf("[]");
        if (list < 0) {
            return List.of(path);
        }
        Pattern section = Pattern.compile("^" + Pattern.quote(path.substring(0, list)) + "\\[\\d+]");
        return entries.keySet().stream()
                .flatMap(entry -> section.matcher(entry).results())
                .map(MatchResult::group)
                .distinct()
                .map(start -> start + path.substring(list + 2))
                .toList();
    }
}

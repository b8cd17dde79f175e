package io.uniongate.app.config;

import static java.util.stream.Collectors.toMap;

import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Prints effective values with where each comes from, and no secret. */
final class ConfigListing {
    private static final Map<String, Key<?>> KEYS =
            ConfigKeys.ALL.stream().collect(toMap(Key::path, Function.identity()));

    private ConfigListing() {}

    static List<String> of(Map<String, Entry> entries) {
        return entries.entrySet().stream()
                .map(entry -> line(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static String line(String path, Entry entry) {
        Key<?> key = KEYS.get(Key.patternOf(path));
        boolean hidden = key == null || key.shape().isSecret();
        return path + ": " + (hidden ? "(not shown)" : entry.shown()) + "  # " + entry.origin();
    }
}

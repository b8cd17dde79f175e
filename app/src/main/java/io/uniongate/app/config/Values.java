package io.uniongate.app.config;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The values that have their shape, by key; what a default stands for is here too. */
final class Values {
    private final Map<String, Object> byPath;

    Values(Map<String, Object> byPath) {
        this.byPath = Map.copyOf(byPath);
    }

    /** The value of a key that is required or has a default; only to be asked when there was no mistake. */
    <T> T get(Key<T> key, int... indexes) {
        return find(key, indexes).orElseThrow(() -> new IllegalStateException(key.at(indexes) + " has no value"));
    }

    // Only the shape of the same key put the value there.
    @SuppressWarnings("unchecked")
    <T> Optional<T> find(Key<T> key, int... indexes) {
        return Optional.ofNullable((T) byPath.get(key.at(indexes)));
    }

    /** The elements of the last list in the key's path. */
    <T> List<T> list(Key<T> key, int... indexes) {
        List<T> elements = new ArrayList<>();
        int[] path = Arrays.copyOf(indexes, indexes.length + 1);
        for (int index : indexesOf(key.at(indexes).replaceFirst("\\[\\].*", ""))) {
            path[indexes.length] = index;
            find(key, path).ifPresent(elements::add);
        }
        return elements;
    }

    /** The indexes of a list of sections, {@code apps} or {@code clients}. */
    int[] indexesOf(String list) {
        String start = list + "[";
        return byPath.keySet().stream()
                .filter(path -> path.startsWith(start))
                .mapToInt(path -> Integer.parseInt(path.substring(start.length(), path.indexOf(']', start.length()))))
                .distinct()
                .sorted()
                .toArray();
    }

    IntStream each(String list) {
        return IntStream.of(indexesOf(list));
    }

    boolean has(String section) {
        return byPath.keySet().stream().anyMatch(path -> path.startsWith(section));
    }
}

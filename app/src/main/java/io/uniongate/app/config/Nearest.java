package io.uniongate.app.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what somebody meant who wrote something else. */
final class Nearest {
    private static final int LETTERS_FOR_EACH_TYPO = 4;

    private Nearest() {}

    /** The words after a mistake, or null when nothing is near. */
    static @Nullable String hint(String written, Collection<String> known) {
        return to(written, known).map(name -> "did you mean \"" + name + "\"?").orElse(null);
    }

    static Optional<String> to(String written, Collection<String> known) {
        return known.stream()
                .min(Comparator.comparingInt((String name) -> distance(written, name))
                        .thenComparing(Comparator.naturalOrder()))
                .filter(name -> distance(written, name) <= Math.max(2, name.length() / LETTERS_FOR_EACH_TYPO));
    }

    /** Letters to change, leave out or put in (Levenshtein); the case and the word separators count for nothing. */
    static int distance(String written, String name) {
        String a = plain(written);
        String b = plain(name);
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(changed, 1 + Math.min(previous[j], current[j - 1]));
            }
            previous = current;
        }
        return previous[b.length()];
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }
}

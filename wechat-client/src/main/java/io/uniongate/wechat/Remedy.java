package io.uniongate.wechat;

import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;

/**
 * Why WeChat refuses an app as a whole, and who has to do what about it (protocol.md §1.12); in the language asked for,
 * and in English where there is no message file of that.
 */
public record Remedy(int errcode) {
    private static final String FILES = Remedy.class.getPackageName() + ".remedies";
    private static final String CAUSE = ".cause";
    private static final String CURE = ".cure";
    private static final Set<Integer> ERRCODES = messages(Locale.ROOT).keySet().stream()
            .filter(key -> key.endsWith(CAUSE))
            .map(key -> Integer.valueOf(key.substring(0, key.length() - CAUSE.length())))
            .collect(toUnmodifiableSet());

    /** What is known of an errcode that tells about the app, and not about one person or one call. */
    public static Optional<Remedy> of(int errcode) {
        return ERRCODES.contains(errcode) ? Optional.of(new Remedy(errcode)) : Optional.empty();
    }

    public String cause(Locale language) {
        return messages(language).getString(errcode + CAUSE);
    }

    /** With the words for where in WeChat's console, and for what to do with the address, which several cures share. */
    public String cure(Locale language) {
        ResourceBundle messages = messages(language);
        String console = messages.getString("console");
        String allow = String.format(Locale.ROOT, messages.getString("allow"), console);
        return String.format(Locale.ROOT, messages.getString(errcode + CURE), console, allow);
    }

    static Set<Integer> errcodes() {
        return ERRCODES;
    }

    private static ResourceBundle messages(Locale language) {
        return ResourceBundle.getBundle(
                FILES, language, ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}

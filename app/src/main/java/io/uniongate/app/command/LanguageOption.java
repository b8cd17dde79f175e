package io.uniongate.app.command;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** {@code --language}, for commands whose answer is for a person to read. */
final class LanguageOption {
    /** The first one that is set decides (POSIX, Base Definitions 8.2). */
    private static final List<String> VARIABLES = List.of("LC_ALL", "LC_MESSAGES", "LANG");

    @Option(
            names = "--language",
            paramLabel = "zh|en",
            description = "the language of the answer; otherwise that of LC_ALL, LC_MESSAGES or LANG")
    private @Nullable String language;

    Locale chosen(Map<String, String> environment) {
        return language == null ? of(environment) : locale(language);
    }

    /** Where the environment says nothing, as on Windows, the system's own. */
    private static Locale of(Map<String, String> environment) {
        return VARIABLES.stream()
                .map(environment::get)
                .filter(Objects::nonNull)
                .filter(value -> !value.isEmpty())
                .findFirst()
                .map(LanguageOption::locale)
                .orElseGet(() -> Locale.getDefault(Locale.Category.DISPLAY));
    }

    /** {@code zh_CN.UTF-8} as well as {@code zh-CN}; {@code C} and {@code POSIX} are no language, so they are English. */
    private static Locale locale(String name) {
        return Locale.forLanguageTag(name.replaceFirst("[.@].*", "").replace('_', '-'));
    }
}

package io.uniongate.webpage;

import io.vertx.ext.web.LanguageHeader;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A language that our pages speak; both are always shown, the person's own first. */
enum Language {
    CHINESE("zh"),
    ENGLISH("en");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    static Language preferred(List<LanguageHeader> accepted) {
        return accepted.stream()
                .map(language -> of(language.tag()))
                .flatMap(Optional::stream)
                .findFirst()
                .orElse(CHINESE);
    }

    private static Optional<Language> of(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag.equalsIgnoreCase(tag))
                .findFirst();
    }

    String tag() {
        return tag;
    }

    Language other() {
        return this == CHINESE ? ENGLISH : CHINESE;
    }
}

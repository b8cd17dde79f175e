package io.uniongate.app.doctor;

import java.util.List;
import java.util.Locale;

/** Something to tell a person, in whichever language is theirs. */
@FunctionalInterface
public interface Text {
    String in(Locale language);

    /** What the message files say under this key; of its values those that are texts are told in the same language. */
    static Text of(String key, Object... values) {
        List<Object> kept = List.of(values);
        return language -> Messages.in(language).say(key, kept);
    }
}

package io.uniongate.app.doctor;

import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/** The message file of a language; English where there is none, whatever language the machine itself has. */
record Messages(Locale language, ResourceBundle file) {
    private static final String FILES = Messages.class.getPackageName() + ".messages";
    private static final ResourceBundle.Control ENGLISH_OTHERWISE =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    static Messages in(Locale language) {
        return new Messages(language, ResourceBundle.getBundle(FILES, language, ENGLISH_OTHERWISE));
    }

    String say(String key, List<Object> values) {
        Object[] told = values.stream()
                .map(value -> value instanceof Text text ? text.in(language) : value)
                .toArray();
        return String.format(Locale.ROOT, file.getString(key), told);
    }
}

package io.uniongate.app.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Configurations for tests: the least that stands, and what is said of one that does not. */
final class Yaml {
    static final String KEY = "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY=";
    static final Path FILE = Path.of("uniongate.yaml");
    static final Map<String, String> MINIMAL = Map.of(
            "UNIONGATE_HTTP_PUBLIC_URL", "https://auth.example.com",
            "UNIONGATE_DATABASE_URL", "embedded",
            "UNIONGATE_ENCRYPTION_KEYS_0", "k1:" + KEY);

    private Yaml() {}

    static AppConfig load(String yaml) {
        return ConfigLoader.load(yaml, FILE, MINIMAL).config();
    }

    static AppConfig load(String yaml, Map<String, String> environment) {
        return ConfigLoader.load(yaml, FILE, and(environment)).config();
    }

    static List<String> mistakes(String yaml) {
        return mistakes(yaml, Map.of());
    }

    static List<String> mistakes(String yaml, Map<String, String> environment) {
        return refused(yaml, and(environment));
    }

    static List<String> refused(String yaml, Map<String, String> environment) {
        return catchThrowableOfType(InvalidConfigException.class, () -> ConfigLoader.load(yaml, FILE, environment))
                .mistakes();
    }

    static Map<String, String> and(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(MINIMAL);
        all.putAll(environment);
        return all;
    }
}

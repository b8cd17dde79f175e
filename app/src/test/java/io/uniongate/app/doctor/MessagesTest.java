package io.uniongate.app.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MessagesTest {
    private static final Path SOURCES = Path.of("src/main/java/io/uniongate/app/doctor");
    private static final Pattern KEY = Pattern.compile("\"([a-z]+\\.[a-z]+(?:-[a-z]+)*)\"");
    private static final Pattern VALUE = Pattern.compile("%\\d\\$s");

    private final ResourceBundle english = Messages.in(Locale.ENGLISH).file();
    private final ResourceBundle chinese = Messages.in(Locale.CHINA).file();

    @Test
    void areThereForAllThatCanBeFoundAndForNothingElse() {
        Set<String> told = english.keySet().stream()
                .map(key -> key.replaceFirst("\\.(told|cure)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(told).isEqualTo(codes());
    }

    @Test
    void haveTheSameValuesInBothLanguages() {
        assertThat(chinese.keySet()).isEqualTo(english.keySet());
        assertThat(english.keySet())
                .allSatisfy(
                        key -> assertThat(values(chinese.getString(key))).isEqualTo(values(english.getString(key))));
    }

    @Test
    void areEnglishForALanguageThatHasNone() {
        assertThat(Messages.in(Locale.FRENCH).say("subject.clock", List.of())).isEqualTo("clock");
        assertThat(Messages.in(Locale.TRADITIONAL_CHINESE).say("subject.clock", List.of()))
                .isEqualTo("时钟");
    }

    private static Set<String> values(String message) {
        return VALUE.matcher(message).results().map(MatchResult::group).collect(Collectors.toSet());
    }

    private static Set<String> codes() {
        try (Stream<Path> sources = Files.list(SOURCES)) {
            return sources.flatMap(source -> KEY.matcher(read(source)).results())
                    .map(literal -> literal.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path source) {
        try {
            return Files.readString(source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

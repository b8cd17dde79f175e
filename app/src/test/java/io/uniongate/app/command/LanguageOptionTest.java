package io.uniongate.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

class LanguageOptionTest {
    @Command
    private static final class Asked {
        @Mixin
        private final LanguageOption language = new LanguageOption();
    }

    @ParameterizedTest
    @CsvSource({
        "LANG=zh_CN.UTF-8, zh-CN",
        "LANG=zh_CN.UTF-8 LC_MESSAGES=en_GB, en-GB",
        "LC_ALL=zh_TW@stroke LANG=en_US.UTF-8, zh-TW",
        "LC_ALL= LANG=zh, zh",
        "LANG=C.UTF-8, und",
        "LANG=POSIX, posix"
    })
    void isTheOneOfTheEnvironment(String environment, String tag) {
        assertThat(new LanguageOption().chosen(environment(environment)).toLanguageTag())
                .isEqualTo(tag);
    }

    @ParameterizedTest
    @CsvSource({"zh, zh", "zh-CN, zh-CN", "zh_CN.UTF-8, zh-CN", "en, en"})
    void isTheOneAskedForBeforeAllOthers(String option, String tag) {
        Asked asked = new Asked();
        new CommandLine(asked).parseArgs("--language", option);

        assertThat(asked.language.chosen(environment("LC_ALL=ja_JP.UTF-8")).toLanguageTag())
                .isEqualTo(tag);
    }

    private static Map<String, String> environment(String variables) {
        return Arrays.stream(variables.split(" "))
                .map(variable -> variable.split("=", 2))
                .collect(Collectors.toMap(variable -> variable[0], variable -> variable[1]));
    }
}

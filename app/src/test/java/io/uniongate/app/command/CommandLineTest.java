package io.uniongate.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class CommandLineTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--help",
                "serve --help",
                "dev --help",
                "migrate --help",
                "doctor --help",
                "keys --help",
                "keys rotate --help",
                "config --help",
                "config check --help",
                "config print --help",
                "simulate --help",
                "users import --help",
                "unionid backfill --help",
                "openid migrate --help",
                "--version"
            })
    void helps(String arguments) {
        assertThat(run(arguments.split(" "))).isZero();
        assertThat(out.toString()).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nonsense",
                "serve --nonsense",
                "config",
                "keys",
                "dev --port x",
                "dev --port 65536",
                "dev --port -1",
                "simulate --port 70000",
                "users import",
                "users import /nowhere/at/all.csv",
                "users import pom.xml --portion 0",
                "users import pom.xml --country-code China",
                "unionid backfill",
                "openid migrate --to wx1",
                "unionid backfill --app=",
                "users import pom.xml --app=",
                "doctor --app=",
                "help"
            })
    void saysHowItIsUsed(String arguments) {
        assertThat(run(arguments.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotBlank().doesNotContain("\tat ");
    }

    @Test
    void passesAConfigurationThatStands(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("uniongate.yaml"), """
                http: { publicUrl: https://auth.example.com }
                database: { url: embedded }
                encryption: { keys: ["k1:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY="] }
                """);

        assertThat(run("config", "check", "--config", file.toString())).isZero();
        assertThat(out.toString()).startsWith("The configuration stands: 0 apps");
        assertThat(run("config", "print", "--config", file.toString())).isZero();
        assertThat(out.toString()).contains("http.port: 8080  # default").doesNotContain("MDEyMzQ1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"config check", "serve", "migrate", "doctor", "keys rotate"})
    void tellsMistakesInLinesAndNotInTraces(String command, @TempDir Path directory) throws IOException {
        Path file = Files.writeString(directory.resolve("bad.yaml"), "http: { prot: 1 }\n");

        assertThat(run((command + " --config " + file).split(" "))).isEqualTo(1);
        assertThat(err.toString())
                .contains("http.prot: unknown key; did you mean http.port? (" + file + ":1)", "database.url: missing")
                .doesNotContain("\tat ", "Exception");
    }

    private int run(String... arguments) {
        CommandLine line = UnionGate.commandLine();
        return line.setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }
}

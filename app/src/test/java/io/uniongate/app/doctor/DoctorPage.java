package io.uniongate.app.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The page about what the doctor can find, written out of its message files in their order. */
final class DoctorPage {
    private static final String HEAD = """
            # What `uniongate doctor` finds

            `uniongate doctor` looks at everything that is configured, `--app APPID` at one app alone; `--json` answers for programs, where `code` is what no language and no release changes. `✓` stands well, `!` works but is worth a look, `✗` keeps people from logging in or lets others in; the exit code is 1 with any `✗`, 2 where the command was used wrongly, else 0. `--probe URL` looks at the public URL from elsewhere: through a service that gets the address appended to URL and answers what it got.

            Generated from the message files; a test holds this page against them. After a change of those:
            `./mvnw -pl app -am test -Dtest=DoctorPageTest -Dsurefire.failIfNoSpecifiedTests=false -Ddoctor.write=true`

            What WeChat refuses (`app.refused`) is told by its errcode: [wechat-interfaces.md](wechat-interfaces.md#what-uniongate-doctor-says-of-them).

            When an access_token was replaced (`token.…`): %s.

            | code | What is found | What to do |
            |---|---|---|
            """;
    private static final String TOLD = ".told";

    private DoctorPage() {}

    static String page() throws IOException {
        Messages english = Messages.in(Locale.ENGLISH);
        return HEAD.formatted(cell(english, "token.stop"))
                + lines().stream()
                        .map(line -> line.replaceFirst("=.*", ""))
                        .filter(key -> key.endsWith(TOLD))
                        .map(key -> row(english, key.substring(0, key.length() - TOLD.length())))
                        .collect(joining());
    }

    private static String row(Messages messages, String code) {
        String told = cell(messages, code + TOLD);
        String cure = messages.file().containsKey(code + ".cure") ? cell(messages, code + ".cure") : "";
        return "| `" + code + "` | " + told + " | " + cure + " |\n";
    }

    /** What a finding fills in is left open. */
    private static String cell(Messages messages, String key) {
        return messages.file()
                .getString(key)
                .replaceAll("(%\\d\\$s)+", "…")
                .replace("<", "&lt;")
                .replace("|", "\\|");
    }

    private static List<String> lines() throws IOException {
        try (InputStream file =
                Objects.requireNonNull(DoctorPage.class.getResourceAsStream("messages.properties"), "no messages")) {
            return new String(file.readAllBytes(), UTF_8).lines().toList();
        }
    }
}

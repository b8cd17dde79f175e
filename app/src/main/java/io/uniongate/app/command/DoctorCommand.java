package io.uniongate.app.command;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.doctor.Checked;
import io.uniongate.app.doctor.Checked.Verdict;
import io.uniongate.app.logging.LogSetup;
import io.uniongate.app.server.Examination;
import io.uniongate.contract.AppId;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.PrintWriter;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code uniongate doctor}. */
@Command(
        name = "doctor",
        description =
                "Looks for what keeps people from logging in, WeChat's side, the public URL and the database, and says what to do.",
        exitCodeList = {"0:nothing is broken", "1:something is broken, or failed", "2:bad usage"})
final class DoctorCommand implements Callable<Integer> {
    @Mixin
    private final ConfigOption option = new ConfigOption();

    @Mixin
    private final LanguageOption language = new LanguageOption();

    @Option(names = "--json", description = "answers in JSON")
    private boolean json;

    @Option(
            names = "--probe",
            paramLabel = "URL",
            description =
                    "looks at the public URL through this service elsewhere, which gets the address appended to URL and answers what it got, such as https://fetch.example.net/?url=",
            converter = HttpUrl.class)
    private @Nullable URI probe;

    @Option(names = "--app", paramLabel = "APPID", description = "looks at this app alone")
    private @Nullable AppId app;

    @Spec
    private CommandSpec spec = CommandSpec.create();

    /** The log is silent, because it would stand between the lines of the answer. */
    @Override
    public Integer call() {
        AppConfig config = option.load().config();
        LogSetup.apply(new AppConfig.Logging(config.logging().format(), AppConfig.LogLevel.ERROR));
        List<Checked> all = Examination.of(config, new Examination.Wish(chosen(config.apps()), probe));
        Locale told = language.chosen(System.getenv());
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(json(all, told).encodePrettily());
        } else {
            all.forEach(checked -> print(checked, told, out));
        }
        return all.stream().anyMatch(checked -> checked.verdict() == Verdict.BROKEN) ? 1 : 0;
    }

    private WeChatApps chosen(WeChatApps configured) {
        if (app == null) {
            return configured;
        }
        WeChatApp found = configured.byId().get(app);
        if (found == null) {
            throw new ParameterException(spec.commandLine(), "--app: no app of this AppID is configured");
        }
        return WeChatApps.of(List.of(found));
    }

    private static void print(Checked checked, Locale language, PrintWriter out) {
        out.println(checked.line(language));
        checked.cure(language).ifPresent(cure -> out.println("    → " + cure));
        Checked.Link link = checked.link();
        if (link != null) {
            out.println("      " + link.url());
            if (link.inWeChat()) {
                out.println(new TerminalCode(link.url(), colours()).text());
            }
        }
    }

    private static TerminalCode.Colours colours() {
        return Ansi.AUTO.enabled() ? TerminalCode.Colours.SET : TerminalCode.Colours.NONE;
    }

    private static JsonArray json(List<Checked> all, Locale language) {
        return new JsonArray(
                all.stream().map(checked -> json(checked, language)).toList());
    }

    private static JsonObject json(Checked checked, Locale language) {
        return new JsonObject()
                .put("verdict", checked.verdict().name().toLowerCase(Locale.ROOT))
                .put("code", checked.code())
                .put("subject", checked.subject().in(language))
                .put("told", checked.told(language))
                .put("cure", checked.cure(language).orElse(null))
                .put("link", link(checked.link()));
    }

    private static @Nullable String link(Checked.@Nullable Link link) {
        return link == null ? null : link.url().toString();
    }
}

package io.uniongate.app.doctor;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.doctor.Checked.Link;
import io.uniongate.app.doctor.Way.Walk;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.DomainFile;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.webpage.WebpageSettings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether WeChat sends an app's people back here. It does so to the domain that was entered for the app, and shows
 * anybody else its own page with 10003, of which no server hears (protocol.md, trap 14): what can be known is who came
 * back, and a person can try.
 */
final class CallbackDomain {
    private static final Duration RECENTLY = Duration.ofDays(1);

    private final WeChatApp app;
    private final Text subject;
    private final AppConfig config;
    private final WebpageSettings pages;
    private final Viewpoint viewpoint;

    CallbackDomain(WeChatApp app, AppConfig config, WebpageSettings pages, Viewpoint viewpoint) {
        this.app = app;
        this.subject = Text.of("subject.domain", app.id());
        this.config = config;
        this.pages = pages;
        this.viewpoint = viewpoint;
    }

    /** {@code returned} is when somebody last came back; {@code serving} says that this server is at its public URL. */
    Checked walked(@Nullable Instant returned, Instant now, boolean serving) {
        if (Exposure.isWeChat(config.wechat().openUrl()) && isAddress(domain())) {
            return Checked.broken(subject, "domain.address", domain());
        }
        return missing(serving).orElseGet(() -> judged(returned, now));
    }

    /** WeChat looks for the file each time that the domain is entered. */
    private Optional<Checked> missing(boolean serving) {
        DomainFile file = config.domainFiles().get(app.id());
        if (file == null || !serving) {
            return Optional.empty();
        }
        URI url = config.http().publicUrl().resolve(file.path());
        Walk walk = viewpoint.look(url);
        return walk instanceof Walk.Answered answered && file.content().equals(answered.body())
                ? Optional.empty()
                : Optional.of(Checked.broken(subject, "domain.file", url, walk.told()));
    }

    private Checked judged(@Nullable Instant returned, Instant now) {
        return returned != null && returned.isAfter(now.minus(RECENTLY))
                ? Checked.fine(subject, "domain.returned", domain(), returned.truncatedTo(ChronoUnit.HOURS))
                : Checked.notice(subject, unseen(), domain())
                        .with(new Link(pages.testVisit(app), app.kind() == AppKind.OFFICIAL_ACCOUNT));
    }

    private String unseen() {
        if (app.kind() == AppKind.WEBSITE) {
            return "domain.website";
        }
        return app.component() == null ? "domain.account" : "domain.component";
    }

    private String domain() {
        return config.http().domain();
    }

    private static boolean isAddress(String host) {
        return host.matches("localhost|[0-9.]+|\\[.*");
    }
}

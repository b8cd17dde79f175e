package io.uniongate.app.doctor;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.doctor.Checked.Verdict;
import io.uniongate.contract.AppId;
import io.uniongate.contract.registration.Client;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import io.uniongate.webpage.WebpageSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at this server as the rest of the world comes to it, and WeChat sends people back to it. Blocks. */
final class PublicSide {
    private final AppConfig config;
    private final WeChatApps apps;
    private final WebpageSettings pages;
    private final Viewpoint viewpoint;

    PublicSide(AppConfig config, WeChatApps apps, WebpageSettings pages, Viewpoint viewpoint) {
        this.config = config;
        this.apps = apps;
        this.pages = pages;
        this.viewpoint = viewpoint;
    }

    List<Checked> walked(Evidence evidence, Instant now) {
        Checked arrived = new PublicUrl(config, viewpoint).walked();
        boolean serving = arrived.verdict() == Verdict.FINE;
        List<Checked> all = new ArrayList<>(List.of(arrived));
        if (serving) {
            all.addAll(new PublishedKeys(config, viewpoint, evidence.signing()).walked());
            all.add(new ManagementPort(config, viewpoint).walked());
        }
        leaving()
                .forEach(app -> all.add(new CallbackDomain(app, config, pages, viewpoint)
                        .walked(evidence.returns().get(app.id()), now, serving)));
        return all;
    }

    /** Those whose people leave for WeChat's page. */
    private List<WeChatApp> leaving() {
        Set<AppId> used = config.clients().byId().values().stream()
                .flatMap(PublicSide::apps)
                .collect(Collectors.toSet());
        return apps.byId().values().stream()
                .filter(app -> used.contains(app.id()))
                .sorted(Comparator.comparing(app -> app.id().value()))
                .toList();
    }

    private static Stream<AppId> apps(Client client) {
        return Stream.of(client.officialAccount(), client.website()).flatMap(Stream::ofNullable);
    }
}

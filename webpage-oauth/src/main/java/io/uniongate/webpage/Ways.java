package io.uniongate.webpage;

import io.uniongate.contract.AppId;
import io.uniongate.contract.registration.Client;
import io.uniongate.contract.registration.Component;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the way that fits a browser, given what is configured and what the client wishes for. */
final class Ways {
    private final WeChatApps apps;
    private final Set<AppId> scanned;

    /** @param scanned the service accounts that people can log in with by scanning */
    Ways(WeChatApps apps, Set<AppId> scanned) {
        this.apps = apps;
        this.scanned = scanned;
    }

    /** None when only WeChat's own browser could go one; what the client wishes for is for other browsers. */
    Optional<Way> choose(Journey journey, Browser browser) {
        Optional<Way> inside = browser == Browser.OTHER ? Optional.empty() : inside(journey);
        return inside.or(() -> outside(journey.client(), journey.app(), journey.method()));
    }

    /** Whether the request wishes for a method that there is, and that its apps allow. */
    boolean areKnownTo(Client client, Parameters sent) {
        String method = sent.find(LoginMethod.PARAMETER);
        return method == null
                || LoginMethod.of(method)
                        .flatMap(known -> outside(client, AuthorizationRequests.app(sent), known))
                        .isPresent();
    }

    private Optional<Way> inside(Journey journey) {
        WeChatPage.Kind kind = journey.wantsConsent() ? WeChatPage.Kind.CONSENT : WeChatPage.Kind.SILENT;
        return selected(journey.client().officialAccount(), journey.app())
                .map(app -> new Way.Visit(new WeChatPage(app, kind, component(app))));
    }

    /** WeChat's own page first: it is the one that people and their browsers know. */
    private Optional<Way> outside(Client client, @Nullable AppId wanted, @Nullable LoginMethod method) {
        return Stream.of(LoginMethod.REDIRECT, LoginMethod.SCAN, LoginMethod.EMBEDDED)
                .filter(candidate -> method == null || candidate == method)
                .flatMap(candidate -> way(candidate, client, wanted).stream())
                .findFirst();
    }

    private Optional<Way> way(LoginMethod method, Client client, @Nullable AppId wanted) {
        Optional<AppId> website = selected(client.website(), wanted);
        return switch (method) {
            case REDIRECT -> website.map(app -> new Way.Visit(new WeChatPage(app, WeChatPage.Kind.QR_CODE)));
            case EMBEDDED -> website.map(app -> new Way.Embed(new WeChatPage(app, WeChatPage.Kind.EMBEDDED)));
            case SCAN ->
                selected(client.officialAccount(), wanted)
                        .filter(scanned::contains)
                        .map(Way.Scan::new);
        };
    }

    private @Nullable AppId component(AppId id) {
        WeChatApp app = apps.find(id);
        Component component = app == null ? null : app.component();
        return component == null ? null : component.id();
    }

    private static Optional<AppId> selected(@Nullable AppId configured, @Nullable AppId wanted) {
        return Optional.ofNullable(configured).filter(app -> wanted == null || app.equals(wanted));
    }
}

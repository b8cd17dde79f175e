package io.uniongate.simulator;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which links WeChat opens: the authorize page (protocol.md §1.3) and the website's QR page (§1.4). */
final class PageRules {
    private static final Pattern AUTHORIZE_LINK =
            Pattern.compile("appid=[^&]+&redirect_uri=https?%3[Aa]%2[Ff]%2[Ff][^&:/]+"
                    + "&response_type=code&scope=[^&]+(&state=[^&]*)?"
                    + "(&(forcePopup|forceSnapShot|connect_redirect|component_appid)=[^&]*)*");
    private static final Pattern STATE = Pattern.compile("[a-zA-Z0-9]{0,128}");
    private static final Set<String> ACCOUNT_SCOPES = Set.of("snsapi_base", "snsapi_userinfo");

    sealed interface Verdict {
        record Accepted(PageRequest request) implements Verdict {}

        record Refused(PageError error) implements Verdict {}
    }

    private final Map<String, App> apps;

    PageRules(Map<String, App> apps) {
        this.apps = apps;
    }

    Verdict judge(Link link) {
        return link.page() == Api.AUTHORIZE ? authorize(link) : qrConnect(link);
    }

    private Verdict authorize(Link link) {
        return refuseEmpty(link)
                .or(() -> refuseForm(link))
                .or(() -> refuseAccount(link))
                .<Verdict>map(Verdict.Refused::new)
                .orElseGet(() -> accept(link));
    }

    private Verdict qrConnect(Link link) {
        App app = apps.get(link.text("appid"));
        if (app == null || app.kind() != AppKind.WEBSITE_APP) {
            return new Verdict.Refused(PageError.APPID_UNKNOWN);
        }
        boolean embedded = link.text("login_type").equals("jssdk");
        if (!(embedded || link.text("response_type").equals("code")) || !isAllowed(app, link.text("redirect_uri"))) {
            return new Verdict.Refused(PageError.REDIRECT_INVALID);
        }
        boolean login = Arrays.asList(link.text("scope").split(",", -1)).contains("snsapi_login");
        return login ? accept(link) : new Verdict.Refused(PageError.SCOPE_INVALID);
    }

    private static Optional<PageError> refuseEmpty(Link link) {
        if (link.text("appid").isEmpty()) {
            return Optional.of(PageError.APPID_EMPTY);
        }
        if (link.text("redirect_uri").isEmpty()) {
            return Optional.of(PageError.REDIRECT_EMPTY);
        }
        if (link.text("scope").isEmpty()) {
            return Optional.of(PageError.SCOPE_EMPTY);
        }
        boolean emptyState = link.has("state") && link.text("state").isEmpty();
        return emptyState ? Optional.of(PageError.STATE_EMPTY) : Optional.empty();
    }

    private static Optional<PageError> refuseForm(Link link) {
        if (!AUTHORIZE_LINK.matcher(link.rawQuery()).matches()) {
            return Optional.of(PageError.ORDER);
        }
        boolean valid = STATE.matcher(link.text("state")).matches();
        return valid ? Optional.empty() : Optional.of(PageError.STATE_INVALID);
    }

    private Optional<PageError> refuseAccount(Link link) {
        App app = apps.get(link.text("appid"));
        if (app == null) {
            return Optional.of(PageError.APPID_UNKNOWN);
        }
        if (app.kind() == AppKind.WEBSITE_APP) {
            return Optional.of(PageError.NOT_AN_ACCOUNT);
        }
        boolean permitted = app.kind() == AppKind.SERVICE_ACCOUNT && ACCOUNT_SCOPES.contains(link.text("scope"));
        if (!permitted) {
            return Optional.of(PageError.SCOPE_FORBIDDEN);
        }
        boolean allowed = isAllowed(app, link.text("redirect_uri"));
        return allowed ? Optional.empty() : Optional.of(PageError.DOMAIN_MISMATCH);
    }

    private Verdict accept(Link link) {
        App app = apps.get(link.text("appid"));
        if (app == null) {
            return new Verdict.Refused(PageError.APPID_UNKNOWN);
        }
        Set<PageRequest.Wish> wishes = EnumSet.noneOf(PageRequest.Wish.class);
        if (link.text("forcePopup").equals("true")) {
            wishes.add(PageRequest.Wish.FORCE_POPUP);
        }
        if (link.text("forceSnapShot").equals("true")) {
            wishes.add(PageRequest.Wish.FORCE_SNAPSHOT);
        }
        if (link.text("login_type").equals("jssdk")
                && !link.text("self_redirect").equals("true")) {
            wishes.add(PageRequest.Wish.LEAVE_FRAME);
        }
        return new Verdict.Accepted(
                new PageRequest(app, link.text("redirect_uri"), link.text("scope"), link.text("state"), wishes));
    }

    /** The host must be the configured one exactly, whatever the port; a configured path must be its beginning. */
    private static boolean isAllowed(App app, String redirectUri) {
        String configured = app.callbackDomain();
        URI uri = parse(redirectUri);
        if (configured == null || uri == null || uri.getHost() == null) {
            return false;
        }
        int slash = configured.indexOf('/');
        String host = slash < 0 ? configured : configured.substring(0, slash);
        String path = slash < 0 ? "" : configured.substring(slash);
        String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
        return Set.of("http", "https").contains(scheme)
                && uri.getHost().equalsIgnoreCase(host)
                && String.valueOf(uri.getRawPath()).startsWith(path);
    }

    private static @Nullable URI parse(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException malformed) {
            return null;
        }
    }
}

package io.uniongate.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.List;

/** The way from a link to the callback: silent, asked, denied, or through a snapshot (protocol.md §1.3, §2). */
final class Authorization {
    private final World world;
    private final PageRules rules;
    private final Phone phone;

    Authorization(World world) {
        this.world = world;
        this.rules = new PageRules(world.apps);
        this.phone = new Phone(world);
    }

    PageStep open(Link link, String userName, Effect twist) {
        if (twist instanceof Effect.Fails fails) {
            return new PageStep.Broken(new PageError(fails.errcode(), "系统错误", "simulated error"));
        }
        if (world.user(userName).isEmpty()) {
            return new PageStep.Broken(PageError.NOBODY);
        }
        PageRules.Verdict verdict = rules.judge(link);
        if (verdict instanceof PageRules.Verdict.Accepted accepted && isUnauthorized(accepted.request(), link)) {
            return new PageStep.Broken(PageError.COMPONENT_UNAUTHORIZED);
        }
        return verdict instanceof PageRules.Verdict.Accepted accepted
                ? open(new Pending(accepted.request(), userName, twist))
                : new PageStep.Broken(((PageRules.Verdict.Refused) verdict).error());
    }

    /** A third-party platform opens pages only for who authorized it. */
    private boolean isUnauthorized(PageRequest request, Link link) {
        return link.has("component_appid")
                && world.components
                        .find(link.text("component_appid"))
                        .filter(component ->
                                component.apps().contains(request.app().appId()))
                        .isEmpty();
    }

    PageStep reply(String ticket, Decision decision) {
        Pending pending = world.pending.remove(ticket);
        if (pending == null) {
            return new PageStep.Broken(PageError.PAGE_OUTDATED);
        }
        return switch (decision) {
            case ALLOW -> callBack(pending, Account.REAL);
            case STAY_IN_SNAPSHOT -> callBack(pending, Account.SNAPSHOT);
            case USE_FULL_SERVICE -> new PageStep.Consent(remember(pending), pending);
            case DENY -> deny(pending, denial(pending.request()));
        };
    }

    private PageStep open(Pending pending) {
        PageRequest request = pending.request();
        User user = world.requireUser(pending.user());
        if (pending.twist() instanceof Effect.Denies denies) {
            return deny(pending, denies.how());
        }
        boolean consented = user.is(Trait.CONSENTED) && !request.wishes().contains(PageRequest.Wish.FORCE_POPUP);
        if (request.scope().equals("snsapi_base") || (request.scope().equals("snsapi_userinfo") && consented)) {
            return callBack(pending, Account.REAL);
        }
        boolean snapshot = user.is(Trait.SNAPSHOT) || request.wishes().contains(PageRequest.Wish.FORCE_SNAPSHOT);
        return snapshot && request.app().kind() == AppKind.SERVICE_ACCOUNT
                ? new PageStep.Snapshot(remember(pending), pending)
                : new PageStep.Consent(remember(pending), pending);
    }

    /** A website's QR page never calls back when it is refused (protocol.md §1.4). */
    private Denial denial(PageRequest request) {
        return request.app().kind() == AppKind.WEBSITE_APP ? Denial.CLOSES : world.options.denial();
    }

    private static PageStep deny(Pending pending, Denial how) {
        return switch (how) {
            case CLOSES -> new PageStep.Closed();
            case WITHOUT_CODE -> new PageStep.CallBack(List.of(extend(pending, "state=" + state(pending))));
            case AUTHDENY -> new PageStep.CallBack(List.of(extend(pending, "code=authdeny&state=" + state(pending))));
        };
    }

    private PageStep callBack(Pending pending, Account account) {
        PageRequest request = pending.request();
        Code code = phone.consent(request.app(), pending.user(), request.scope(), account);
        String url = extend(pending, "code=" + code.value() + "&state=" + state(pending));
        boolean twice = pending.twist() instanceof Effect.CallsBackTwice;
        return new PageStep.CallBack(twice ? List.of(url, url) : List.of(url));
    }

    private String remember(Pending pending) {
        String ticket = world.identifiers.ticket();
        world.pending.put(ticket, pending);
        return ticket;
    }

    private static String state(Pending pending) {
        String suffix = pending.twist() instanceof Effect.AltersState alters ? alters.suffix() : "";
        return URLEncoder.encode(pending.request().state() + suffix, UTF_8);
    }

    private static String extend(Pending pending, String parameters) {
        String uri = pending.request().redirectUri();
        int hash = uri.indexOf('#');
        String base = hash < 0 ? uri : uri.substring(0, hash);
        String fragment = hash < 0 ? "" : uri.substring(hash);
        return base + (base.indexOf('?') < 0 ? '?' : '&') + parameters + fragment;
    }
}

package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.SERVICE_ACCOUNT;

import io.uniongate.contract.Device;
import io.uniongate.contract.Secret;
import io.uniongate.contract.UserId;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.authorization.Destination;
import io.uniongate.contract.scan.Scans;
import io.uniongate.contract.session.Sessions;

/** A page that shows a QR code and waits for somebody to scan it. */
record ScanPage(AuthCore page, Browser browser, Secret state) {
    static ScanPage open(AuthCore core, Destination destination) {
        Browser browser = Browser.of(core);
        return new ScanPage(core, browser, browser.begin(destination));
    }

    Scans.Ticket begin() {
        return page.ask(new Scans.Begin(SERVICE_ACCOUNT, state, browser.cookie()));
    }

    Scans.Progress look() {
        return page.ask(new Scans.Look(state, browser.cookie()));
    }

    Scans.Finish finishing() {
        return new Scans.Finish(state, browser.cookie(), Device.UNKNOWN);
    }

    String scene(Scans.Ticket ticket) {
        return page.weChat.platform.scene(ticket.image());
    }

    UserId signedIn(Authorization.Outcome outcome) {
        Secret cookie = ((Authorization.SessionOpened) outcome).cookie();
        return page.ask(new Sessions.OfCookie(cookie)).orElseThrow().id();
    }
}

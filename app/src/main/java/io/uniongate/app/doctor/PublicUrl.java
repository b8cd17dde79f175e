package io.uniongate.app.doctor;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.doctor.Way.Walk;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.net.URI;

/**
 * Whether this server is what answers at its public URL, through whatever stands before it. That nobody answers is only
 * worth a look: the server may be about to start, or a network let nobody out and in again by its public side.
 */
final class PublicUrl {
    private static final Text SUBJECT = Text.of("subject.public");

    /** Says whose it is (OpenID Connect Discovery 1.0 §4). */
    private static final String DISCOVERY = "/.well-known/openid-configuration";

    private final URI url;
    private final String issuer;
    private final int port;
    private final Viewpoint viewpoint;

    PublicUrl(AppConfig config, Viewpoint viewpoint) {
        this.url = config.http().publicUrl();
        this.issuer = config.tokens().issuer().toString();
        this.port = config.http().port();
        this.viewpoint = viewpoint;
    }

    Checked walked() {
        Walk walk = viewpoint.look(url.resolve(DISCOVERY));
        return walk instanceof Walk.Answered answered ? arrived(answered) : ended((Walk.Ended) walk);
    }

    private Checked arrived(Walk.Answered answered) {
        String theirs = issuer(answered.body());
        if (theirs.isEmpty()) {
            return viewpoint.isOutside()
                    ? Checked.notice(SUBJECT, "public.blurred", url, answered.told())
                    : Checked.broken(SUBJECT, "public.stranger", url, answered.told(), port);
        }
        return theirs.equals(issuer)
                ? Checked.fine(SUBJECT, "public.ours", url)
                : Checked.broken(SUBJECT, "public.another", url, theirs, issuer);
    }

    private Checked ended(Walk.Ended end) {
        if (viewpoint.isOutside()) {
            return Checked.notice(SUBJECT, "public.probe", end.peer(), end.reason());
        }
        return switch (end.hop()) {
            case DNS -> Checked.notice(SUBJECT, "public.dns", end.peer());
            case TCP -> Checked.notice(SUBJECT, "public.tcp", end.peer(), end.reason(), port);
            case TLS -> Checked.broken(SUBJECT, "public.tls", end.peer(), end.reason(), port);
            case HTTP -> Checked.broken(SUBJECT, "public.http", end.peer(), end.reason(), port);
        };
    }

    private static String issuer(String body) {
        try {
            return String.valueOf(new JsonObject(body).getValue("issuer", ""));
        } catch (DecodeException noDocument) {
            return "";
        }
    }
}

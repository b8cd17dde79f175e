package io.uniongate.app.doctor;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.doctor.Way.Walk;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Whether others can verify this server's tokens with the keys that they find at its public URL (RFC 7517 §5). */
final class PublishedKeys {
    private static final Text SUBJECT = Text.of("subject.published");
    private static final String KEYS = "/.well-known/jwks.json";

    private final URI url;
    private final Viewpoint viewpoint;
    private final Set<String> signing;

    /** {@code signing} are the ids of the keys whose tokens are about. */
    PublishedKeys(AppConfig config, Viewpoint viewpoint, Set<String> signing) {
        this.url = config.http().publicUrl().resolve(KEYS);
        this.viewpoint = viewpoint;
        this.signing = signing;
    }

    /** Nothing where there are no keys yet, or none are known. */
    List<Checked> walked() {
        if (signing.isEmpty()) {
            return List.of();
        }
        Walk walk = viewpoint.look(url);
        Set<String> published = walk instanceof Walk.Answered answered ? keyIds(answered.body()) : Set.of();
        return List.of(
                published.isEmpty()
                        ? Checked.broken(SUBJECT, "published.none", url, walk.told())
                        : compared(published));
    }

    private Checked compared(Set<String> published) {
        return signing.stream()
                .filter(kid -> !published.contains(kid))
                .findFirst()
                .map(kid -> Checked.broken(SUBJECT, "published.missing", url, kid))
                .orElseGet(() -> Checked.fine(SUBJECT, "published.all", url));
    }

    private static Set<String> keyIds(String body) {
        try {
            return new JsonObject(body)
                    .getJsonArray("keys", new JsonArray()).stream()
                            .map(key -> ((JsonObject) key).getString("kid"))
                            .collect(Collectors.toSet());
        } catch (DecodeException | ClassCastException noKeys) {
            return Set.of();
        }
    }
}

package io.uniongate.app.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.uniongate.app.doctor.Way.Walk;
import java.net.URI;
import java.net.URLEncoder;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Where this server is looked at from: here, or through a probe, which gets the address that is appended to its own and
 * answers what it got. From within a network its public side often cannot be seen, or shows what nobody else is shown.
 */
record Viewpoint(@Nullable URI probe, Duration timeout) {
    /** Blocks. */
    Walk look(URI url) {
        URI seen = probe == null ? url : URI.create(probe + URLEncoder.encode(url.toString(), UTF_8));
        return new Way(seen, timeout).walk();
    }

    boolean isOutside() {
        return probe != null;
    }
}

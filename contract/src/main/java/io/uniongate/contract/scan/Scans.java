package io.uniongate.contract.scan;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Device;
import io.uniongate.contract.Secret;
import io.uniongate.contract.authorization.Authorization;
import io.uniongate.contract.bus.Request;
import java.net.URI;
import java.time.Duration;

/** A login by scanning the service account's QR code: the browser waits until WeChat tells who scanned. */
public sealed interface Scans<R> extends Request<R> {
    /** A QR code for the login that began with this state in this browser; asking again gives another code. */
    record Begin(AppId app, Secret state, Secret browser) implements Scans<Ticket> {}

    /** Where the scan stands; {@code STATE_INVALID} from another browser. */
    record Look(Secret state, Secret browser) implements Scans<Progress> {}

    /** Signs in who scanned, once; {@code STATE_INVALID} before the scan, after it was used, and from another browser. */
    record Finish(Secret state, Secret browser, Device device) implements Scans<Authorization.Outcome> {}

    /** What to show; {@code key} is what {@link ScanConfirmed} will name. */
    record Ticket(URI image, Duration expiresIn, String key) {}

    enum Progress {
        WAITING,
        CONFIRMED,
        EXPIRED
    }
}

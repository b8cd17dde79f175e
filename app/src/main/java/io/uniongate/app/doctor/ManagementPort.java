package io.uniongate.app.doctor;

import io.uniongate.app.config.AppConfig;
import io.uniongate.app.doctor.Way.Walk;
import java.net.URI;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether what only operators are to see, health and metrics, is seen by everybody. */
final class ManagementPort {
    private static final Text SUBJECT = Text.of("subject.management");

    private final AppConfig config;
    private final Viewpoint viewpoint;

    ManagementPort(AppConfig config, Viewpoint viewpoint) {
        this.config = config;
        this.viewpoint = viewpoint;
    }

    /** And what shows that it is ours: anything else there is somebody else's page, or a refusal. */
    private enum Page {
        METRICS("/metrics", "# TYPE "),
        HEALTH("/health/live", "\"status\":\"UP\"");

        private final String path;
        private final String mark;

        Page(String path, String mark) {
            this.path = path;
            this.mark = mark;
        }
    }

    Checked walked() {
        URI url = config.http().publicUrl();
        return Stream.of(Page.values())
                .filter(page -> isSeen(url, page))
                .findFirst()
                .map(page -> Checked.broken(SUBJECT, "management.public", url.resolve(page.path)))
                .or(this::direct)
                .orElseGet(() -> Checked.fine(SUBJECT, "management.hidden", url));
    }

    /** The port itself, by the public name; from here that may be a way that nobody else has. */
    private Optional<Checked> direct() {
        URI port = URI.create("http://" + config.http().publicUrl().getHost() + ":"
                + config.management().port());
        if (config.http().isLocal() || !isSeen(port, Page.METRICS)) {
            return Optional.empty();
        }
        return Optional.of(
                viewpoint.isOutside()
                        ? Checked.broken(SUBJECT, "management.open", port.getPort())
                        : Checked.notice(SUBJECT, "management.near", port.getPort()));
    }

    private boolean isSeen(URI origin, Page page) {
        return viewpoint.look(origin.resolve(page.path)) instanceof Walk.Answered answered && shows(page, answered);
    }

    private static boolean shows(Page page, Walk.Answered answered) {
        return answered.status() == 200 && answered.body().contains(page.mark);
    }
}

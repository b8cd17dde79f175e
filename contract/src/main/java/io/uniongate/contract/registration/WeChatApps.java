package io.uniongate.contract.registration;

import static java.util.function.Function.identity;
import static java.util.stream.Collectors.toUnmodifiableMap;
import static java.util.stream.Collectors.toUnmodifiableSet;

import io.uniongate.contract.AppId;
import io.uniongate.contract.problem.Problem;
import io.uniongate.contract.problem.ProblemException;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The apps this server knows; what a client names only selects among them. */
public record WeChatApps(Map<AppId, WeChatApp> byId) {
    public WeChatApps {
        byId = Map.copyOf(byId);
    }

    public static WeChatApps of(Collection<WeChatApp> apps) {
        return new WeChatApps(apps.stream().collect(toUnmodifiableMap(WeChatApp::id, identity())));
    }

    /** The app, or {@code UNKNOWN_APP} when it is not configured or not for this use. */
    public WeChatApp require(AppId id, AppKind kind) {
        WeChatApp app = byId.get(id);
        if (app == null || app.kind() != kind) {
            throw new ProblemException(new Problem.UnknownApp());
        }
        return app;
    }

    public @Nullable WeChatApp find(AppId id) {
        return byId.get(id);
    }

    /** Those that any of these apps logs people in through. */
    public Set<Component> components() {
        return byId.values().stream()
                .flatMap(app -> Stream.ofNullable(app.component()))
                .collect(toUnmodifiableSet());
    }
}

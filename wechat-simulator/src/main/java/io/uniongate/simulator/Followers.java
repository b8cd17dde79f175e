package io.uniongate.simulator;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Who follows which account, in the order in which they came. */
final class Followers {
    private final Map<String, Map<String, Follow>> byApp = new HashMap<>();

    Optional<Follow> find(String appId, String user) {
        return Optional.ofNullable(of(appId).get(user));
    }

    boolean follows(String appId, String user) {
        return find(appId, user).filter(Follow::holds).isPresent();
    }

    List<Follow> all(String appId) {
        return of(appId).values().stream().filter(Follow::holds).toList();
    }

    /** Who comes again comes last. */
    void put(String appId, Follow follow) {
        Map<String, Follow> follows = of(appId);
        follows.remove(follow.user());
        follows.put(follow.user(), follow);
    }

    void clear() {
        byApp.clear();
    }

    private Map<String, Follow> of(String appId) {
        return byApp.computeIfAbsent(appId, app -> new LinkedHashMap<>());
    }
}

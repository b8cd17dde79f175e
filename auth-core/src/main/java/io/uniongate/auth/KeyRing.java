package io.uniongate.auth;

import io.uniongate.contract.bus.Bus;
import io.uniongate.contract.key.Keys;
import io.uniongate.contract.key.KeysChanged;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** This process's keys, and the one place that replaces them. */
final class KeyRing {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final KeyStore store;
    private final Bus bus;
    private volatile @Nullable KeySet current;

    KeyRing(KeyStore store, Bus bus) {
        this.store = store;
        this.bus = bus;
    }

    KeySet current() {
        KeySet keys = current;
        if (keys == null) {
            throw new IllegalStateException("The keys are loaded before anybody is served");
        }
        return keys;
    }

    Future<Keys.JwkSet> published() {
        return Future.succeededFuture(current().published());
    }

    /** Loads the keys, and tells everybody if they are others than before. */
    Future<Void> refresh() {
        return store.load().map(this::replace);
    }

    /** As {@link #refresh}, from a timer or a notification: with storage away the old keys go on. */
    void refreshLater() {
        Future<Void> refreshed = refresh();
        refreshed.onFailure(cause -> LOG.warn("The signing keys could not be read again: {}", cause.getMessage()));
    }

    private @Nullable Void replace(KeySet loaded) {
        KeySet before = current;
        current = loaded;
        Keys.JwkSet published = loaded.published();
        if (before == null || !before.published().equals(published)) {
            bus.tell(new KeysChanged(published));
        }
        return null;
    }
}

package io.uniongate.app.config;

import java.util.List;

/** A configuration that stands, and its effective values as they may be printed. */
public record LoadedConfig(AppConfig config, List<String> listing) {
    public LoadedConfig {
        listing = List.copyOf(listing);
    }
}

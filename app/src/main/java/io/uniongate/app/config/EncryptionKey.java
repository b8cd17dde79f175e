package io.uniongate.app.config;

import io.uniongate.contract.Secret;

/** A key that seals secrets at rest, with the name that what it sealed says; {@code entry} is both, as configured. */
public record EncryptionKey(String id, Secret entry) {}

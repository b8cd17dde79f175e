package io.uniongate.app.config;

import java.time.Duration;

/** So many calls in such a time, written {@code 120/m}. */
public record Rate(int permits, Duration per) {}

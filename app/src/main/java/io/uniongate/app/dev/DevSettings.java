package io.uniongate.app.dev;

import java.nio.file.Path;

/** Where the development server listens and keeps its data; port 0 takes a free one. */
public record DevSettings(int port, int managementPort, int simulatorPort, Path data) {}

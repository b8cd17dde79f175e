package io.uniongate.app.command;

import picocli.CommandLine.IVersionProvider;

/** The release, as the jar's manifest has it. */
final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
        String version = UnionGate.class.getPackage().getImplementationVersion();
        return new String[] {
            "uniongate " + (version == null ? "(not from a jar)" : version),
            "Java " + System.getProperty("java.version")
        };
    }
}

package io.uniongate.db;

import java.io.IOException;
import java.nio.file.Path;

/** A process that owns an embedded server until it is killed, for {@link AbandonedServerIT}. */
final class EmbeddedServerOwner {
    private EmbeddedServerOwner() {}

    public static void main(String[] arguments) throws IOException {
        EmbeddedServer server = EmbeddedServer.start(Path.of(arguments[0]));
        EmbeddedServerIT.execute(server.url(), "CREATE TABLE note AS SELECT 'kept' AS text");
        System.out.println(server.process().pid());
        int end = System.in.read();
        System.exit(end);
    }
}

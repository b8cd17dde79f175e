package io.uniongate.db;

import static io.uniongate.db.EmbeddedServerIT.answer;
import static io.uniongate.db.EmbeddedServerIT.execute;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data directories whose owner or server was killed. */
class AbandonedServerIT {
    private final Path directory;

    AbandonedServerIT(@TempDir Path directory) {
        this.directory = directory;
    }

    @Test
    void takesOverWhatAKilledProcessLeftRunning() throws Exception {
        Process owner = owner(directory);
        ProcessHandle orphan = postmasterOf(owner);
        owner.destroyForcibly().waitFor();
        assertThat(orphan.isAlive()).isTrue();

        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            assertThat(orphan.onExit()).succeedsWithin(Duration.ofSeconds(20));
            assertThat(answer(server.url(), "SELECT text FROM note")).isEqualTo("kept");
        }
    }

    @Test
    void refusesADirectoryThatALivingProcessOwns() throws Exception {
        Process owner = owner(directory);
        ProcessHandle postmaster = postmasterOf(owner);

        assertThatThrownBy(() -> EmbeddedServer.start(directory))
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining(directory.toRealPath() + " is in use by another running UnionGate")
                .message()
                .hasLineCount(1);
        assertThat(postmaster.isAlive()).isTrue();

        owner.destroyForcibly().waitFor();
        EmbeddedServer.start(directory).close();
    }

    @Test
    void startsAgainAfterTheServerItselfWasKilled() throws Exception {
        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            execute(server.url(), "CREATE TABLE note AS SELECT 'kept' AS text");
            ProcessHandle postmaster = server.process();
            assertThat(postmaster.destroyForcibly()).isTrue();
            assertThat(postmaster.onExit().get().isAlive()).isFalse();
        }

        try (EmbeddedServer server = EmbeddedServer.start(directory)) {
            assertThat(answer(server.url(), "SELECT text FROM note")).isEqualTo("kept");
        }
    }

    @Test
    void leavesAStrangerAloneWhoGotTheProcessIdOfAnOldServer() throws Exception {
        EmbeddedServer.start(directory).close();
        Process stranger = new ProcessBuilder("sleep", "600").start();
        List<String> stale = List.of(String.valueOf(stranger.pid()), directory + "/data", "1700000000", "5432");
        Files.write(directory.resolve("data/postmaster.pid"), stale);

        EmbeddedServer.start(directory).close();

        assertThat(stranger.isAlive()).isTrue();
        stranger.destroy();
    }

    @Test
    void startsOverWhenItWasKilledWhileMakingTheData() throws IOException {
        Files.createDirectories(directory.resolve("data.new/base"));
        Files.writeString(directory.resolve("data.new/PG_VERSION"), "18");

        EmbeddedServer.start(directory).close();

        assertThat(directory.resolve("data/PG_VERSION")).exists();
        assertThat(directory.resolve("data.new")).doesNotExist();
    }

    private static Process owner(Path directory) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        return new ProcessBuilder(
                        java,
                        "-cp",
                        System.getProperty("java.class.path"),
                        EmbeddedServerOwner.class.getName(),
                        directory.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static ProcessHandle postmasterOf(Process owner) throws IOException {
        BufferedReader output = owner.inputReader(StandardCharsets.UTF_8);
        String line = output.readLine();
        assertThat(line).as("the process id of the server").matches("\\d+");
        return ProcessHandle.of(Long.parseLong(line)).orElseThrow();
    }
}

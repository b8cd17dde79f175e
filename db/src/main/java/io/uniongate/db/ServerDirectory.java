package io.uniongate.db;

import io.uniongate.contract.Secret;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Everything one embedded Postgres keeps: its data, its log, its generated password, and the lock of its owner. */
record ServerDirectory(Path root) {
    private static final int PASSWORD_BYTES = 24;

    /** A process started this far from what {@code postmaster.pid} says is not the one that wrote it. */
    private static final Duration CLOCK_TOLERANCE = Duration.ofSeconds(10);

    static ServerDirectory at(Path path) {
        try {
            Path root = Files.createDirectories(path.toAbsolutePath()).toRealPath();
            permissions(root, "rwx------");
            return new ServerDirectory(root);
        } catch (IOException e) {
            throw new DatabaseException("the directory of the embedded Postgres cannot be made: " + e, e);
        }
    }

    Path data() {
        return root.resolve("data");
    }

    Path unfinishedData() {
        return root.resolve("data.new");
    }

    Path log() {
        return root.resolve("postgres.log");
    }

    Path commandLog() {
        return root.resolve("command.log");
    }

    Path passwordFile() {
        return root.resolve("password");
    }

    boolean isInitialised() {
        return Files.exists(data());
    }

    /** Held until the channel is closed or this process dies; the operating system frees it even after kill -9. */
    FileChannel lock() {
        try {
            FileChannel channel =
                    FileChannel.open(root.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(channel)) {
                return channel;
            }
            channel.close();
        } catch (IOException e) {
            throw new DatabaseException("the embedded Postgres cannot be locked: " + e, e);
        }
        throw new DatabaseException(
                "the embedded Postgres in " + root
                        + " is in use by another running UnionGate; stop that one, or set database.dataDirectory to another directory");
    }

    Secret password() {
        try {
            if (!Files.exists(passwordFile())) {
                writePassword();
            }
            return new Secret(Files.readString(passwordFile()).strip());
        } catch (IOException e) {
            throw new DatabaseException("the password of the embedded Postgres cannot be kept: " + e, e);
        }
    }

    /** The postmaster still running on our data, left behind by a process that was killed. */
    Optional<ProcessHandle> survivor() {
        return pidFile()
                .flatMap(lines -> ProcessHandle.of(Long.parseLong(lines.get(0).strip()))
                        .filter(process -> isPostmaster(process, lines)));
    }

    /** Process ids are used again: Postgres would take a stranger that now has the old one for itself and not start. */
    void forgetStranger() {
        if (pidFile().isPresent() && survivor().isEmpty()) {
            delete(data().resolve("postmaster.pid"));
        }
    }

    void keepPreviousLog() {
        if (Files.exists(log())) {
            try {
                Files.move(log(), root.resolve("postgres.log.1"), StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                throw new DatabaseException("the log of the embedded Postgres cannot be moved: " + e, e);
            }
        }
    }

    /** The server's own last complaint, for a one-line error. */
    String lastComplaint() {
        return Stream.of(log(), commandLog())
                .flatMap(file -> lines(file).stream())
                .filter(line -> line.matches(".*\\b(FATAL|PANIC|ERROR|error|could not)\\b.*"))
                .reduce((first, second) -> second)
                .map(String::strip)
                .orElse("see " + log());
    }

    void delete() {
        delete(root);
    }

    static void delete(Path path) {
        if (!Files.exists(path)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(path)) {
            for (Path each : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(each);
            }
        } catch (IOException e) {
            throw new DatabaseException(path + " cannot be removed: " + e, e);
        }
    }

    static void permissions(Path path, String permissions) throws IOException {
        if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(path, PosixFilePermissions.fromString(permissions));
        }
    }

    private void writePassword() throws IOException {
        byte[] random = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(random);
        Path unfinished = Files.createTempFile(root, "password", ".new");
        Files.writeString(unfinished, HexFormat.of().formatHex(random));
        Files.move(unfinished, passwordFile(), StandardCopyOption.ATOMIC_MOVE);
    }

    private boolean isPostmaster(ProcessHandle process, List<String> pidFile) {
        String program = process.info().command().orElse("");
        boolean postgres = program.matches(".*\\bpostgres(\\.exe)?( \\(deleted\\))?");
        return postgres
                && process.info()
                        .arguments()
                        .map(arguments -> List.of(arguments).contains(data().toString()))
                        .orElseGet(() -> startedWhen(
                                process, Long.parseLong(pidFile.get(2).strip())));
    }

    private static boolean startedWhen(ProcessHandle process, long epochSecond) {
        return process.info()
                .startInstant()
                .map(start -> Duration.between(start, Instant.ofEpochSecond(epochSecond))
                        .abs())
                .filter(difference -> difference.compareTo(CLOCK_TOLERANCE) < 0)
                .isPresent();
    }

    private Optional<List<String>> pidFile() {
        return Optional.of(lines(data().resolve("postmaster.pid"))).filter(lines -> lines.size() > 2);
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false;
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.exists(file) ? Files.readAllLines(file) : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}

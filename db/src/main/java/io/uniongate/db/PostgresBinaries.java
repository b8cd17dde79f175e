package io.uniongate.db;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/** Unpacks the bundled Postgres programs once for each version and user of the machine. */
final class PostgresBinaries {
    private PostgresBinaries() {}

    /** The directory that holds {@code bin/postgres}; unpacked beside and renamed, so a half-unpacked one is never used. */
    static Path unpacked() {
        try {
            byte[] archive = archive();
            Path cache = Files.createDirectories(cacheDirectory());
            requireOwn(cache);
            Path target = cache.resolve("postgres-" + fingerprint(archive));
            return Files.isDirectory(target) ? target : unpack(archive, cache, target);
        } catch (IOException e) {
            throw new DatabaseException("the embedded Postgres cannot be unpacked: " + e, e);
        }
    }

    private static byte[] archive() throws IOException {
        String system = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        String name = system.startsWith("windows") ? "Windows" : system.startsWith("mac") ? "Darwin" : "Linux";
        String machine = System.getProperty("os.arch").equals("amd64") ? "x86_64" : System.getProperty("os.arch");
        try (InputStream binary = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(name, machine)) {
            return binary.readAllBytes();
        } catch (IllegalStateException | NullPointerException e) {
            throw new DatabaseException(
                    "no Postgres is bundled for " + name + " on " + machine
                            + "; set database.url to a Postgres of your own",
                    e);
        }
    }

    /** Not the temporary directory where it can be avoided: its cleaners remove files a running server still needs. */
    private static Path cacheDirectory() {
        String configured = System.getenv("XDG_CACHE_HOME");
        Path home = configured == null || configured.isBlank()
                ? Path.of(System.getProperty("user.home"), ".cache")
                : Path.of(configured);
        Path preferred = ServerUser.isRoot() ? Path.of("/var/cache") : home;
        boolean usable = Files.isWritable(preferred)
                || Files.isWritable(preferred.toAbsolutePath().getParent());
        String user = System.getProperty("user.name").replaceAll("\\W", "_");
        return usable
                ? preferred.resolve("uniongate")
                : Path.of(System.getProperty("java.io.tmpdir"), "uniongate-" + user);
    }

    /** Nobody else may put programs where we start them from. */
    private static void requireOwn(Path cache) throws IOException {
        Path probe = Files.createTempFile(cache, "owner", ".probe");
        try {
            if (!Files.getOwner(cache, LinkOption.NOFOLLOW_LINKS).equals(Files.getOwner(probe))) {
                throw new DatabaseException(cache + " belongs to another user; remove it or set XDG_CACHE_HOME");
            }
        } finally {
            Files.delete(probe);
        }
    }

    private static Path unpack(byte[] archive, Path cache, Path target) throws IOException {
        Path unfinished = Files.createTempDirectory(cache, "unpacking");
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                write(unfinished, entry, tar);
            }
        }
        openToReaders(unfinished);
        try {
            return Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException e) {
            ServerDirectory.delete(unfinished);
            return target;
        }
    }

    private static void write(Path root, TarArchiveEntry entry, InputStream content) throws IOException {
        Path path = root.resolve(entry.getName()).normalize();
        if (!path.startsWith(root)) {
            throw new IOException("the archive leaves its directory with " + entry.getName());
        }
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Files.createDirectories(path.getParent());
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
        } else {
            Files.copy(content, path);
        }
    }

    /** The server may run under another account than the one that unpacked it, whatever our umask. */
    private static void openToReaders(Path root) throws IOException {
        try (Stream<Path> paths = Files.walk(root)) {
            for (Path path : paths.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                boolean program = Files.isDirectory(path) || path.startsWith(root.resolve("bin"));
                ServerDirectory.permissions(path, program ? "rwxr-xr-x" : "rw-r--r--");
            }
        }
    }

    private static String fingerprint(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java runtime has SHA-256", e);
        }
    }
}

package io.uniongate.app.dev;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** The key that seals a development database: made once, kept beside it, readable by its owner only. */
final class DevKey {
    private static final int BYTES = 32;
    private static final String FILE = "encryption.key";

    private DevKey() {}

    static String in(Path directory) {
        try {
            Files.createDirectories(directory);
            return Files.readString(make(directory.resolve(FILE))).strip();
        } catch (IOException unusable) {
            throw new UncheckedIOException("the encryption key in " + directory + " cannot be kept", unusable);
        }
    }

    private static Path make(Path file) throws IOException {
        if (Files.exists(file)) {
            return file;
        }
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try {
            Files.createFile(file, ownerOnly());
            return Files.writeString(file, Base64.getEncoder().encodeToString(key) + "\n");
        } catch (FileAlreadyExistsException madeByAnother) {
            return file;
        }
    }

    private static FileAttribute<?>[] ownerOnly() {
        boolean posix = FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
        return posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }
}

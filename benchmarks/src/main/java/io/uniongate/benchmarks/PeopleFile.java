package io.uniongate.benchmarks;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * An export of a system that knew nothing of unions: everybody in two apps, the second time half a file later, so that
 * no transaction sees a person whole; of every tenth person no unionid is known.
 */
final class PeopleFile {
    private static final int WITHOUT_UNIONID = 10;

    private PeopleFile() {}

    static Path write(Path file, int rows) {
        try (BufferedWriter writer = Files.newBufferedWriter(file)) {
            writer.write("appId,openid,unionid,nickName,createdAt,externalId\n");
            for (int row = 0; row < rows; row++) {
                int person = row % people(rows);
                String app = Apps.ALL.get(row / people(rows));
                String unionId = person % WITHOUT_UNIONID == 0 ? "" : "u" + person;
                writer.write(app + ",o" + row + "," + unionId + ",\"Nick, " + person + "\",2020-01-01T00:00:00Z," + row
                        + "\n");
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Those of whom a unionid is known become one user, the others two. */
    static int users(int rows) {

        int again = (rows - people(rows) + WITHOUT_UNIONID - 1) / WITHOUT_UNIONID;
        return people(rows) + again;
    }

    private static int people(int rows) {
        return (rows + 1) / 2;
    }
}

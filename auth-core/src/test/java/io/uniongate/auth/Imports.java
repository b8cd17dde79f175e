package io.uniongate.auth;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.util.List;

/** Files of people for a node's database. */
record Imports(AuthCore core) {
    /** A whole file of these rows, in one portion. */
    @CanIgnoreReturnValue
    Tally take(ImportRow... rows) {
        UserImport users = open(String.valueOf(List.of(rows).hashCode()), false);
        users.take(List.of(rows), 0, new UserImport.Place(1, rows.length)).await();
        users.finish().await();
        return users.tally();
    }

    UserImport open(String fingerprint, boolean rehearsal) {
        return UserImport.of(core.database, AuthCore.apps("main"), core.sealer, fingerprint, rehearsal, core.clock)
                .await();
    }
}

package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.Secret;
import io.uniongate.db.Sealer;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The keys of tokens: made once, sealed, replaced without anybody noticing. */
class KeyStoreIT {
    private static final Secret NEW_KEY = new Secret("k2:OTg3NjU0MzIxMDk4NzY1NDMyMTA5ODc2NTQzMjEwOTg=");

    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    void makesOneSetOfKeysWhenManyNodesStartAtOnce() {
        core.update("DELETE FROM signing_key");

        List<KeySet> sets = Future.all(IntStream.range(0, 8)
                        .mapToObj(node -> core.keyStore(core.sealer).load())
                        .toList())
                .await()
                .list();

        assertThat(core.rows("SELECT algorithm FROM signing_key ORDER BY algorithm"))
                .containsExactly("ES256", "HS256");
        assertThat(sets)
                .extracting(set -> set.signing().get(0).kid())
                .hasSize(8)
                .containsOnly(sets.get(0).signing().get(0).kid());
    }

    @Test
    void replacesKeysThatWereInUseForTooLong() {
        String before =
                core.keyStore(core.sealer).load().await().signing().get(0).kid();
        core.clock.advance(KeyGenerations.LONGEST_USE);

        KeySet renewed = core.keyStore(core.sealer).load().await();

        assertThat(renewed.signing()).hasSize(2);
        assertThat(renewed.mac()).hasSize(2);
        assertThat(renewed.signingKey(core.clock.instant()).kid()).isEqualTo(before);
        assertThat(renewed.signingKey(core.clock.instant().plus(KeyStore.LEAD)).kid())
                .isNotEqualTo(before);
    }

    @Test
    void sealsTheKeysAgainAfterTheEncryptionKeyChanged() {
        KeySet before = core.keyStore(core.sealer).load().await();

        KeySet resealed = core.keyStore(Sealer.from(List.of(NEW_KEY, AuthCore.KEY)))
                .load()
                .await();
        KeySet withoutTheOld =
                core.keyStore(Sealer.from(List.of(NEW_KEY))).load().await();

        assertThat(core.rows("SELECT key_id FROM signing_key")).containsOnly("k2");
        assertThat(List.of(resealed.published(), withoutTheOld.published())).containsOnly(before.published());
        assertThat(withoutTheOld.mac().get(0).key())
                .isEqualTo(before.mac().get(0).key());
    }
}

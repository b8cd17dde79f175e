package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.PhoneNumber;
import io.uniongate.contract.Secret;
import io.uniongate.db.Sealer;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** By what a number is found, and by what it is not. */
class PhonesIT {
    private static final PhoneNumber NUMBER = new PhoneNumber("+8613800138000");
    private static final Secret NEXT_KEY = new Secret("k2:YWJjZGVmZ2hpamtsbW5vcHFyc3R1dnd4eXoxMjM0NTY=");

    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    void findsANumberAgainAfterTheEncryptionKeyChanged() {
        Buffer before = hash(AuthCore.KEY);

        Buffer changed = hash(NEXT_KEY, AuthCore.KEY);
        Buffer withoutTheOld = hash(NEXT_KEY);

        assertThat(List.of(changed, withoutTheOld)).containsOnly(before);
    }

    @Test
    void givesAllNodesTheKeyThatWasFirst() {
        Phones phones = phones(AuthCore.KEY);

        List<Buffer> hashes = Future.all(List.of(phones.hash(), phones.hash(), phones.hash()))
                .map(all -> all.<PhoneHash>list().stream()
                        .map(hash -> hash.of(NUMBER))
                        .toList())
                .await();

        assertThat(hashes).containsOnly(hash(AuthCore.KEY));
        assertThat(core.count("hashing_key")).isEqualTo(1);
    }

    @Test
    @Tag("S5")
    void hashesSoThatNobodyCanTryAllNumbers() throws Exception {
        byte[] plain = MessageDigest.getInstance("SHA-256").digest(NUMBER.e164().getBytes(StandardCharsets.UTF_8));

        Buffer hash = hash(AuthCore.KEY);

        assertThat(hash.getBytes()).hasSize(32).isNotEqualTo(plain);
    }

    private Buffer hash(Secret... keys) {
        return phones(keys).hash().map(hash -> hash.of(NUMBER)).await();
    }

    private Phones phones(Secret... keys) {
        return new Phones(core.database, Sealer.from(List.of(keys)), core.clock);
    }
}

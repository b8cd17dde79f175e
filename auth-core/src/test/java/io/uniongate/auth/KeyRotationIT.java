package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.key.Keys;
import io.uniongate.contract.key.KeysChanged;
import io.uniongate.contract.session.TokenPair;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** New keys in, old keys out, and nobody notices. */
class KeyRotationIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    @Tag("S4")
    void failsNoVerificationDuringARotation() {
        try (AuthCore second = core.beside()) {
            Rotation rotation = new Rotation(core, second);
            String before = rotation.signingKey();
            rotation.watch(Duration.ofMinutes(6));

            core.keyStore(core.sealer).rotate().await();
            rotation.watch(KeyStore.LEAD.minusSeconds(30));
            assertThat(rotation.signingKey()).isEqualTo(before);
            assertThat(rotation.published()).hasSize(2).contains(before);

            rotation.watch(KeyStore.LEAD.multipliedBy(2).plus(AuthCore.SETTINGS.accessTokenTtl()));
            assertThat(rotation.signingKey()).isNotEqualTo(before);
            assertThat(rotation.published()).containsExactly(rotation.signingKey());
        }
    }

    @Test
    @Tag("S4")
    void survivesTwoRotationsInARow() {
        try (AuthCore second = core.beside()) {
            Rotation rotation = new Rotation(core, second);
            core.keyStore(core.sealer).rotate().await();
            rotation.watch(Duration.ofMinutes(1));

            second.keyStore(second.sealer).rotate().await();
            rotation.watch(Duration.ofMinutes(35));

            assertThat(rotation.published()).containsExactly(rotation.signingKey());
        }
    }

    @Test
    void tellsEveryNodeOfARotation() throws InterruptedException {
        try (AuthCore second = core.beside()) {
            BlockingQueue<Keys.JwkSet> heard = changesHeardAt(second);

            core.keyStore(core.sealer).rotate().await();

            Keys.JwkSet told = heard.poll(20, TimeUnit.SECONDS);
            assertThat(told).isNotNull().isEqualTo(second.ask(new Keys.Published()));
            assertThat(Rotation.kids(told)).hasSize(2);
        }
    }

    @Test
    void refreshesTokensOfTheKeyBefore() throws InterruptedException {
        TokenPair before = core.signIn(MINI, "o1", null).tokens();
        BlockingQueue<Keys.JwkSet> heard = changesHeardAt(core);
        core.keyStore(core.sealer).rotate().await();
        assertThat(heard.poll(20, TimeUnit.SECONDS)).isNotNull();
        core.clock.advance(KeyStore.LEAD);

        TokenPair after = core.refresh(MINI, before.refreshToken()).await();

        assertThat(keyNumber(after)).isNotEqualTo(keyNumber(before));
        assertThat(core.refresh(MINI, after.refreshToken()).await()).isNotNull();
    }

    private static BlockingQueue<Keys.JwkSet> changesHeardAt(AuthCore node) {
        BlockingQueue<Keys.JwkSet> heard = new LinkedBlockingQueue<>();
        node.bus
                .hear(KeysChanged.class, changed -> heard.add(changed.published()))
                .await();
        return heard;
    }

    /** The part of a refresh token that names its key. */
    private static @Nullable String keyNumber(TokenPair pair) {
        byte[] token =
                java.util.Base64.getUrlDecoder().decode(pair.refreshToken().reveal());
        return java.util.HexFormat.of().formatHex(token, 1, 5);
    }
}

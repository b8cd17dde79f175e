package io.uniongate.auth;

import static io.uniongate.auth.AuthCore.MINI;
import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.session.TokenPair;
import io.vertx.core.Future;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Refreshes that meet, or are asked for again. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedRefreshIT {
    @AutoClose
    private final AuthCore core = AuthCore.start();

    @Test
    @Tag("S7")
    void givesFiftyParallelAskersTheSameSuccessor() {
        TokenPair pair = signIn("o-parallel");

        List<TokenPair> refreshed = all(IntStream.range(0, 50).mapToObj(i -> core.refresh(MINI, pair.refreshToken())));

        assertThat(refreshed)
                .extracting(TokenPair::refreshToken)
                .hasSize(50)
                .containsOnly(refreshed.get(0).refreshToken());
        assertThat(refreshed.get(0).refreshToken()).isNotEqualTo(pair.refreshToken());
        assertThat(counter(pair)).isEqualTo("1");
    }

    @Test
    @Tag("S7")
    void givesAskersAtTwoNodesTheSameSuccessor() {
        TokenPair pair = signIn("o-two-nodes");

        try (AuthCore second = core.beside()) {
            List<TokenPair> refreshed = all(IntStream.range(0, 20)
                    .mapToObj(i -> (i % 2 == 0 ? core : second).refresh(MINI, pair.refreshToken())));

            assertThat(refreshed)
                    .extracting(TokenPair::refreshToken)
                    .containsOnly(refreshed.get(0).refreshToken());
        }
        assertThat(counter(pair)).isEqualTo("1");
    }

    @Test
    @Tag("S10")
    void answersAgainWhenTheAnswerGotLost() {
        TokenPair pair = signIn("o-lost");
        TokenPair lost = core.refresh(MINI, pair.refreshToken()).await();
        core.clock.advance(RefreshService.GRACE);

        TokenPair again = core.refresh(MINI, pair.refreshToken()).await();

        assertThat(again.refreshToken()).isEqualTo(lost.refreshToken());
        assertThat(core.refresh(MINI, again.refreshToken()).await().refreshToken())
                .isNotEqualTo(again.refreshToken());
    }

    @Test
    void turnsManySessionsAtOnceEachForItself() {
        List<TokenPair> pairs =
                IntStream.range(0, 40).mapToObj(i -> signIn("o-many-" + i)).toList();

        List<TokenPair> refreshed = all(pairs.stream().map(pair -> core.refresh(MINI, pair.refreshToken())));

        assertThat(refreshed)
                .extracting(Claims::session)
                .isEqualTo(pairs.stream().map(Claims::session).toList());
        assertThat(refreshed)
                .extracting(Claims::subject)
                .isEqualTo(pairs.stream().map(Claims::subject).toList());
        assertThat(pairs).extracting(this::counter).containsOnly("1");
    }

    private TokenPair signIn(String openId) {
        return core.signIn(MINI, openId, null).tokens();
    }

    private static List<TokenPair> all(Stream<Future<TokenPair>> refreshes) {
        return Future.all(refreshes.toList()).await().list();
    }

    private @Nullable String counter(TokenPair pair) {
        return core.rows(
                        "SELECT refresh_counter FROM session WHERE id = $1",
                        Claims.session(pair).value())
                .get(0);
    }
}

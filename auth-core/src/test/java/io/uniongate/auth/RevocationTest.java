package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class RevocationTest {
    @Test
    @Tag("T72")
    void addsUpWhatWasWithdrawnTogether() {
        assertThat(Revocation.of(Set.of(8, 19))).isEqualTo(new Revocation(true, false, true, false, Set.of()));
    }

    @Test
    @Tag("T72")
    void touchesNothingForWhatIsNotKeptHere() {
        assertThat(Revocation.of(Set.of(1, 7, 12, 16, 18, 201, 206)))
                .isEqualTo(new Revocation(false, false, false, false, Set.of()));
    }

    @Test
    @Tag("T72")
    void guessesAtNoNumberThatWeChatHasNotPublished() {
        assertThat(Revocation.of(Set.of(6, 9, 4711)))
                .isEqualTo(new Revocation(true, true, false, false, Set.of(9, 4711)));
    }
}

package io.uniongate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.session.TokenPair;
import io.vertx.core.json.Json;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SecretTest {
    private static final Secret SECRET = new Secret("hunter2");

    @Test
    void isNotPrintedEvenInsideARecord() {
        Duration life = Duration.ofMinutes(10);
        TokenPair pair = new TokenPair(SECRET, life, SECRET, life, Scope.OF_MINI_PROGRAM, SECRET);

        assertThat(SECRET).hasToString("Secret[…]");
        assertThat(pair.toString()).doesNotContain("hunter2");
    }

    @Test
    void isNotWrittenAsJson() {
        assertThat(Json.encode(SECRET)).doesNotContain("hunter2");
    }

    @Test
    void equalsWhatItHolds() {
        assertThat(SECRET).isEqualTo(new Secret("hunter2")).isNotEqualTo(new Secret("hunter3"));
        assertThat(SECRET.reveal()).isEqualTo("hunter2");
    }
}

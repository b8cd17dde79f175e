package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlacesTest {
    private final Places places = new Places(3, 2);

    @Test
    void leavesRoomForOthersWhenOneCallerTakesAllItMay() {
        assertThat(places.take("one")).isTrue();
        assertThat(places.take("one")).isTrue();
        assertThat(places.take("one")).isFalse();
        assertThat(places.take("other")).isTrue();
        assertThat(places.take("third")).isFalse();
    }

    @Test
    void givesAPlaceToTheNextWhenSomebodyLeaves() {
        assertThat(places.take("one")).isTrue();
        assertThat(places.take("one")).isTrue();

        places.leave("one");

        assertThat(places.take("one")).isTrue();
        assertThat(places.take("one")).isFalse();
    }
}

package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IpPrefixTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "203.0.113.77, 203.0.113.0/24",
                "10.1.2.255, 10.1.2.0/24",
                "2001:db8:1:2:3:4:5:6, 2001:db8:1:0:0:0:0:0/48",
                "::1, 0:0:0:0:0:0:0:0/48",
                "::ffff:203.0.113.77, 203.0.113.0/24",
                "[2001:db8::1], 2001:db8:0:0:0:0:0:0/48",
                "not an address, none",
                "'', none",
                "none, none"
            })
    void keepsThePlaceAndDropsThePerson(@Nullable String address, @Nullable String prefix) {
        assertThat(IpPrefix.of(address)).isEqualTo(prefix);
    }
}

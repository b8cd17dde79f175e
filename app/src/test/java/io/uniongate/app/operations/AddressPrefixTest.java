package io.uniongate.app.operations;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AddressPrefixTest {
    @Test
    void keepsTheNetworkAndDropsThePerson() {
        assertThat(AddressPrefix.of("203.0.113.77")).isEqualTo("203.0.113.0/24");
        assertThat(AddressPrefix.of("2001:db8:1:2:3:4:5:6")).isEqualTo("2001:db8:1::/48");
        assertThat(AddressPrefix.of("not an address")).isEqualTo("unknown");
    }
}

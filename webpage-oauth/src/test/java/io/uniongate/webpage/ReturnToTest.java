package io.uniongate.webpage;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnToTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://h5.example.com/",
                "https://h5.example.com/orders/17?next=%2Fhome&q=a%20b#top",
                "https://h5.example.com/a..b/...",
                "https://h5.example.com:8443/exact",
                "https://app.example.com/in/side"
            })
    void allowsPagesOnTheList(String address) {
        assertThat(ReturnTo.isAllowed(Fixture.SHOP, address)).isTrue();
    }

    @Tag("T33")
    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example",
                "/\\evil.example",
                "\\\\evil.example",
                "/home",
                "javascript:alert(1)",
                "JavaScript://h5.example.com/%0aalert(1)",
                "data:text/html,x",
                "http://h5.example.com/",
                "https://h5.example.com",
                "https://h5.example.com.evil.example/",
                "https://h5.example.com@evil.example/",
                "https://user:pass@h5.example.com/",
                "https://h5.example.com:444/",
                "https://h5.example.com/\\evil.example",
                "https://h5.example.com/\r\nSet-Cookie: a=b",
                "https://h5.example.com/\tx",
                "https://h5.example.com/ x",
                " https://h5.example.com/",
                "https://h5.example.com:8443/exact/more",
                "https://h5.example.com:8443/exact?x=1",
                "https://app.example.com/in/../out",
                "https://app.example.com/in/%2e%2E/out",
                "https://app.example.com/in/.%2e/out",
                "https://app.example.com/in/%252e%252e/out",
                "https://app.example.com/in/..;/out",
                "https://app.example.com/in/..%2fout",
                "https://app.example.com/in/%5c..%5cout",
                "https://app.example.com/in/%0d%0ax",
                "https://app.example.com/in/%zz",
                "https://app.example.com/inside"
            })
    void refusesEverythingElse(String address) {
        assertThat(ReturnTo.isAllowed(Fixture.SHOP, address)).isFalse();
    }

    @Test
    void boundsTheAddress() {
        assertThat(ReturnTo.isAllowed(Fixture.SHOP, "https://h5.example.com/" + "x".repeat(4096)))
                .isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "https://H5.example.com/x?y, https://h5.example.com",
        "https://h5.example.com:443/, https://h5.example.com",
        "http://localhost:8080/, http://localhost:8080",
        "http://localhost:80/, http://localhost",
        "wxapp:open, ",
        "'a b', ",
    })
    void spellsOriginsAsBrowsersDo(String address, String origin) {
        assertThat(ReturnTo.origin(address)).isEqualTo(origin);
    }
}

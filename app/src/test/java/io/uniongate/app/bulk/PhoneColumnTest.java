package io.uniongate.app.bulk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.uniongate.contract.PhoneNumber;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhoneColumnTest {
    @ParameterizedTest
    @CsvSource({
        "+8613800138000, , +8613800138000",
        "13800138000, 86, +8613800138000",
        "13800138000, +86, +8613800138000",
        "138-0013 8000, 86, +8613800138000",
        "+86 138 0013 8000, 1, +8613800138000",
        "91234567, 852, +85291234567",
        "2125550123, 1, +12125550123"
    })
    void readsNumbersAsTablesHoldThem(String text, @Nullable String countryCode, String e164) throws BadLine {
        assertThat(PhoneColumn.number(text, countryCode)).isEqualTo(new PhoneNumber(e164));
    }

    @ParameterizedTest
    @CsvSource({
        "13800138000, ",
        "13800138000, CN",
        "13800138000, 0086",
        "8613800138000, 86",
        "138****8000, 86",
        "+86138****8000, ",
        "+138, ",
        "+86+13800138000, ",
        "1234567890123456, 1",
        "'(212) 5550123', 1",
        "１３８００１３８０００, 86"
    })
    void takesNothingElseForANumberAndNeverQuotesIt(String text, @Nullable String countryCode) {
        assertThatThrownBy(() -> PhoneColumn.number(text, countryCode))
                .isInstanceOf(BadLine.class)
                .message()
                .doesNotContain(text);
    }
}

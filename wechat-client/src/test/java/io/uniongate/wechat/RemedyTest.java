package io.uniongate.wechat;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class RemedyTest {
    private static final Set<Refusal> OF_THE_APP =
            Set.of(Refusal.MISCONFIGURED, Refusal.DAILY_QUOTA, Refusal.MINUTE_QUOTA, Refusal.BUSY);

    @Test
    void isKnownForEachErrcodeThatIsAboutTheAppAndForNoOther() {
        Set<Integer> aboutTheApp = Stream.of(Api.values())
                .flatMap(api -> Refusal.table(api).entrySet().stream())
                .filter(row -> OF_THE_APP.contains(row.getValue()))
                .map(Map.Entry::getKey)
                .collect(toSet());

        assertThat(Remedy.errcodes()).isEqualTo(aboutTheApp);
    }

    @Test
    void tellsCauseAndCureInBothLanguages() {
        assertThat(Remedy.errcodes())
                .map(errcode -> Remedy.of(errcode).orElseThrow())
                .allSatisfy(remedy -> {
                    assertThat(remedy.cause(Locale.ENGLISH))
                            .isNotBlank()
                            .isNotEqualTo(remedy.cause(Locale.SIMPLIFIED_CHINESE));
                    assertThat(remedy.cure(Locale.ENGLISH))
                            .isNotBlank()
                            .isNotEqualTo(remedy.cure(Locale.SIMPLIFIED_CHINESE));
                });
        assertThat(Remedy.of(40029)).isEmpty();
    }

    @Test
    void putsSharedWordsInPlace() {
        Remedy address = Remedy.of(40164).orElseThrow();

        assertThat(address.cure(Locale.ENGLISH)).startsWith("add the address below 'IP白名单' in WeChat's console");
        assertThat(address.cure(Locale.CHINA)).startsWith("在该应用的微信后台").contains("IP白名单");
        assertThat(address.cure(Locale.FRENCH)).isEqualTo(address.cure(Locale.ENGLISH));
    }
}

package io.uniongate.wechat;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

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
    void tellsCauseAndCure() {
        assertThat(Remedy.errcodes())
                .map(errcode -> Remedy.of(errcode).orElseThrow())
                .allSatisfy(remedy -> assertThat(remedy.cause()).isNotBlank())
                .allSatisfy(remedy -> assertThat(remedy.cure()).isNotBlank());
        assertThat(Remedy.of(40029)).isEmpty();
    }
}

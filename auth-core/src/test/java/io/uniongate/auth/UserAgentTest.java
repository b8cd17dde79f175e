package io.uniongate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UserAgentTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) MicroMessenger/8.0.50(0x1800322d)|iPhone, WeChat 8.0",
                "Mozilla/5.0 (Linux; Android 15; Pixel 9) MicroMessenger/8.0.49.2600|Android, WeChat 8.0",
                "Mozilla/5.0 (Phone; OpenHarmony 5.0) ArkWeb/4.1 MicroMessenger/8.1.0|HarmonyOS, WeChat 8.1",
                "Mozilla/5.0 (iPad; CPU OS 17_5 like Mac OS X) Safari/604.1|iPad",
                "Mozilla/5.0 (Macintosh; Intel Mac OS X) wechatdevtools/1.06 MicroMessenger/8.0.5|Mac, WeChat DevTools",
                "Mozilla/5.0 (Windows NT 10.0) MicroMessenger/7.0.20 wxwork/4.1|Windows, WeCom",
                "Mozilla/5.0 (X11; Linux x86_64)|Linux",
                "MicroMessenger/x|none",
                "curl/8|none",
                "''|none",
                "none|none"
            })
    void saysInAFewWordsWhatABrowserIs(@Nullable String userAgent, @Nullable String described) {
        assertThat(UserAgent.describe(userAgent)).isEqualTo(described);
    }
}

package io.uniongate.wechat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpVersion;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeChatSettingsTest {
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    @Test
    void negotiatesHttp2OverTls() {
        HttpClientOptions options =
                WeChatHttp.options(WeChatSettings.of(URI.create("https://api.weixin.qq.com"), TIMEOUT));

        assertThat(options.getProtocolVersion()).isEqualTo(HttpVersion.HTTP_2);
        assertThat(options.isUseAlpn()).isTrue();
        assertThat(options.isSsl()).isTrue();
        assertThat(options.isVerifyHost()).isTrue();
        assertThat(options.getDefaultPort()).isEqualTo(443);
    }

    @Test
    void speaksPlainHttpToASimulator() {
        HttpClientOptions options = WeChatHttp.options(WeChatSettings.of(URI.create("http://127.0.0.1:9000"), TIMEOUT));

        assertThat(options.getProtocolVersion()).isEqualTo(HttpVersion.HTTP_1_1);
        assertThat(options.isSsl()).isFalse();
        assertThat(options.getDefaultPort()).isEqualTo(9000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.weixin.qq.com", "ftp://api.weixin.qq.com", "https:///sns", "https://host/?a=b"})
    void refusesWhatIsNoBaseUrl(String url) {
        assertThatThrownBy(() -> WeChatSettings.of(URI.create(url), TIMEOUT))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("apiUrl");
    }

    @Test
    void keepsPatienceWithinAShortTimeout() {
        WeChatSettings settings = WeChatSettings.of(URI.create("http://localhost"), Duration.ofMillis(200));

        assertThat(settings.patience()).isEqualTo(Duration.ofMillis(200));
    }
}

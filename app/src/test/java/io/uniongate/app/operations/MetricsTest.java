package io.uniongate.app.operations;

import static org.assertj.core.api.Assertions.assertThat;

import io.uniongate.contract.AppId;
import io.uniongate.contract.wechat.TokenKind;
import io.uniongate.contract.wechat.WeChatTokenChanged;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class MetricsTest {
    private static final AppId SHOP = new AppId("wxshop");

    @AutoClose
    private final Metrics metrics = new Metrics();

    @Test
    void tellsHowOldTheTokenInUseIs() {
        metrics.follow(obtained(Duration.ofDays(2)));
        double old = age();

        metrics.follow(obtained(Duration.ofHours(1)));

        assertThat(old).isBetween(172_800.0, 180_000.0);
        assertThat(age()).isBetween(3_600.0, 10_000.0);
    }

    private static WeChatTokenChanged obtained(Duration ago) {
        return new WeChatTokenChanged(
                SHOP, TokenKind.ACCESS_TOKEN, Instant.now().minus(ago));
    }

    private double age() {
        String name = "wechat_token_age_seconds{app=\"wxshop\",kind=\"access-token\"} ";
        return metrics.scrape()
                .lines()
                .filter(line -> line.startsWith(name))
                .mapToDouble(line -> Double.parseDouble(line.substring(name.length())))
                .sum();
    }
}

package io.uniongate.app.doctor;

import io.uniongate.app.config.AppConfig;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Whether those who log in here are WeChat's people: a stand-in for WeChat lets in whoever asks. */
final class Exposure {
    private static final Text SUBJECT = Text.of("subject.addresses");
    private static final String WECHAT = ".weixin.qq.com";

    private Exposure() {}

    static List<Checked> of(AppConfig config) {
        AppConfig.WeChat weChat = config.wechat();
        List<URI> foreign = Stream.of(weChat.apiUrl(), weChat.openUrl(), weChat.mpUrl())
                .filter(url -> !isWeChat(url))
                .toList();
        if (foreign.isEmpty()) {
            return List.of(Checked.fine(SUBJECT, "addresses.wechat"));
        }
        return List.of(
                config.http().isLocal()
                        ? Checked.notice(SUBJECT, "addresses.foreign", foreign.get(0))
                        : Checked.broken(SUBJECT, "addresses.exposed", foreign.get(0)));
    }

    static boolean isWeChat(URI url) {
        return url.getHost().endsWith(WECHAT);
    }
}

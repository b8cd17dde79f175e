package io.uniongate.app.doctor;

import io.uniongate.app.config.AppConfig;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/** Whether those who log in here are WeChat's people: a stand-in for WeChat lets in whoever asks. */
final class Exposure {
    private static final String WECHAT = ".weixin.qq.com";

    private Exposure() {}

    static List<Checked> of(AppConfig config) {
        AppConfig.WeChat weChat = config.wechat();
        List<URI> foreign = Stream.of(weChat.apiUrl(), weChat.openUrl(), weChat.mpUrl())
                .filter(url -> !url.getHost().endsWith(WECHAT))
                .toList();
        if (foreign.isEmpty()) {
            return List.of(Checked.fine("WeChat's addresses", "are WeChat's own"));
        }
        String told = "not WeChat itself but " + foreign.get(0) + " decides who people are";
        String cure = "remove wechat.apiUrl, wechat.openUrl and wechat.mpUrl from the configuration";
        return List.of(
                isLocal(config.http().publicUrl())
                        ? Checked.notice("WeChat's addresses", told, cure + " before others can reach this server")
                        : Checked.broken("WeChat's addresses", told + ", of a server that others reach", cure));
    }

    private static boolean isLocal(URI url) {
        return url.getHost().matches("localhost|127(\\.\\d+){3}|\\[::1]");
    }
}

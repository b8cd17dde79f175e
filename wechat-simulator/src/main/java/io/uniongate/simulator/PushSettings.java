package io.uniongate.simulator;

import org.jspecify.annotations.Nullable;

/**
 * Where and how WeChat pushes to an app's server (protocol.md §1.11, 消息推送). {@code sealedFor} is the appid inside
 * encrypted pushes when it is not the app's own: a third-party platform's, or a forger's.
 */
public record PushSettings(
        String url,
        String token,
        String encodingAesKey,
        Mode mode,
        Format format,
        @Nullable String sealedFor) {
    /** 明文模式 and 安全模式. */
    public enum Mode {
        PLAIN,
        AES
    }

    /** Service accounts know XML only. */
    public enum Format {
        XML,
        JSON
    }

    public static PushSettings plain(String url, String token) {
        return new PushSettings(url, token, "", Mode.PLAIN, Format.XML, null);
    }

    public static PushSettings aes(String url, String token, String encodingAesKey) {
        return new PushSettings(url, token, encodingAesKey, Mode.AES, Format.XML, null);
    }

    public PushSettings withFormat(Format newFormat) {
        return new PushSettings(url, token, encodingAesKey, mode, newFormat, sealedFor);
    }

    public PushSettings withEncodingAesKey(String newKey) {
        return new PushSettings(url, token, newKey, mode, format, sealedFor);
    }

    public PushSettings withSealedFor(@Nullable String newAppId) {
        return new PushSettings(url, token, encodingAesKey, mode, format, newAppId);
    }

    @Override
    public String toString() {
        return "PushSettings[" + url + ", " + mode + ", " + format + "]";
    }
}

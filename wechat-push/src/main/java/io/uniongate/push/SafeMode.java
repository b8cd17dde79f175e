package io.uniongate.push;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import java.util.List;
import java.util.Optional;

/** WeChat's safe mode (安全模式) for one app: each push opens with one of its keys, and the reply is sealed with it. */
final class SafeMode {
    private final Secret token;
    private final AppId receiver;
    private final List<EncodingAesKey> keys;

    private SafeMode(Secret token, AppId receiver, List<EncodingAesKey> keys) {
        this.token = token;
        this.receiver = receiver;
        this.keys = keys;
    }

    static SafeMode of(PushSettings settings) {
        List<EncodingAesKey> keys =
                settings.encodingAesKeys().stream().map(EncodingAesKey::new).toList();
        return new SafeMode(settings.token(), settings.receiver(), keys);
    }

    boolean isConfigured() {
        return !keys.isEmpty();
    }

    Optional<Opened> open(String encrypted) {
        return keys.stream()
                .flatMap(key -> key.open(encrypted, receiver).map(message -> new Opened(message, key)).stream())
                .findFirst();
    }

    /** A reply other than {@code success}, which goes as it is; WeChat still has the key that its push came under. */
    SealedReply reply(Opened push, String reply, byte[] random, String timestamp, String nonce) {
        String encrypted = push.key().seal(random, reply, receiver);
        return new SealedReply(encrypted, Signature.of(token, timestamp, nonce, encrypted), timestamp, nonce);
    }

    record Opened(String message, EncodingAesKey key) {
        @Override
        public String toString() {
            return "Opened[…]";
        }
    }
}

package io.uniongate.push;

import io.uniongate.contract.AppId;
import io.uniongate.contract.Secret;
import java.util.List;

/**
 * What one app or third-party platform agreed on with WeChat for its message push (protocol.md §1.11).
 *
 * <p>{@code receiver} is the appid that WeChat encrypts to: the app itself, or the third-party platform that acts for
 * it. {@code encodingAesKeys} are the one in use and, after a change, the one before; none means plaintext mode.
 */
public record PushSettings(AppId app, AppId receiver, Secret token, List<Secret> encodingAesKeys) {
    public PushSettings {
        encodingAesKeys = List.copyOf(encodingAesKeys);
    }
}

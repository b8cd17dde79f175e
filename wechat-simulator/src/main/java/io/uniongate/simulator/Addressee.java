package io.uniongate.simulator;

import org.jspecify.annotations.Nullable;

/**
 * Whose server a push goes to: an app's or a third-party platform's. {@code name} stands in the envelope, whose field
 * for it is called {@code nameField}.
 */
record Addressee(
        String appId,
        String nameField,
        String name,
        @Nullable PushSettings push) {
    static Addressee of(App app) {
        return new Addressee(app.appId(), "ToUserName", app.originalId(), app.push());
    }

    static Addressee of(Component component) {
        return new Addressee(component.appId(), "AppId", component.appId(), component.push());
    }
}

package io.uniongate.app.config;

import static java.util.stream.Collectors.toMap;

import io.uniongate.app.config.AppConfig.Push;
import io.uniongate.app.config.AppConfig.PushMode;
import io.uniongate.contract.AppId;
import io.uniongate.contract.registration.Component;
import io.uniongate.contract.registration.DomainFile;
import io.uniongate.contract.registration.WeChatApp;
import io.uniongate.contract.registration.WeChatApps;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Gathers what is said of apps, and of the third-party platforms that some of them authorised. */
final class AppsMapping {
    private final Values values;
    private final Map<AppId, Integer> components;

    AppsMapping(Values values) {
        this.values = values;
        this.components = values.each("components")
                .boxed()
                .collect(toMap(index -> values.get(ConfigKeys.COMPONENT_ID, index), index -> index));
    }

    WeChatApps apps() {
        return WeChatApps.of(values.each("apps").mapToObj(this::app).toList());
    }

    private WeChatApp app(int index) {
        return new WeChatApp(
                values.get(ConfigKeys.APP_ID, index),
                values.get(ConfigKeys.APP_KIND, index),
                values.find(ConfigKeys.APP_OPEN_PLATFORM, index).orElse(null),
                values.find(ConfigKeys.APP_SECRET, index).orElse(null),
                componentOf(index).map(this::component).orElse(null),
                values.get(ConfigKeys.APP_SIGN_UP, index));
    }

    private Optional<Integer> componentOf(int app) {
        return values.find(ConfigKeys.APP_COMPONENT, app).map(components::get);
    }

    private Component component(int index) {
        return new Component(
                values.get(ConfigKeys.COMPONENT_ID, index), values.get(ConfigKeys.COMPONENT_SECRET, index));
    }

    /** Of platforms, and of apps: an app's own where it has one, else that of the platform it authorised. */
    Map<AppId, Push> push() {
        Map<AppId, Push> all = new HashMap<>();
        components.forEach((id, index) -> all.put(id, componentPush(index)));
        values.each("apps")
                .forEach(index ->
                        appPush(index).ifPresent(push -> all.put(values.get(ConfigKeys.APP_ID, index), push)));
        return all;
    }

    private Optional<Push> appPush(int index) {
        return values.find(ConfigKeys.PUSH_TOKEN, index).isPresent()
                ? Optional.of(ownPush(index))
                : componentOf(index).map(this::componentPush);
    }

    private Push ownPush(int index) {
        return new Push(
                values.get(ConfigKeys.PUSH_TOKEN, index),
                values.find(ConfigKeys.PUSH_KEY, index).orElse(null),
                values.find(ConfigKeys.PUSH_PREVIOUS_KEY, index).orElse(null),
                values.get(ConfigKeys.PUSH_MODE, index),
                values.get(ConfigKeys.APP_ID, index));
    }

    /** To platforms WeChat sends in safe mode only (protocol.md §1.11). */
    private Push componentPush(int index) {
        return new Push(
                values.get(ConfigKeys.COMPONENT_TOKEN, index),
                values.get(ConfigKeys.COMPONENT_KEY, index),
                values.find(ConfigKeys.COMPONENT_PREVIOUS_KEY, index).orElse(null),
                PushMode.AES,
                values.get(ConfigKeys.COMPONENT_ID, index));
    }

    Map<AppId, List<String>> jsSdkHosts() {
        return values.each("apps")
                .filter(index -> !values.list(ConfigKeys.JS_SDK_HOSTS, index).isEmpty())
                .boxed()
                .collect(toMap(
                        index -> values.get(ConfigKeys.APP_ID, index),
                        index -> List.copyOf(values.list(ConfigKeys.JS_SDK_HOSTS, index))));
    }

    Map<AppId, DomainFile> domainFiles() {
        Map<AppId, DomainFile> all = new HashMap<>();
        values.each("apps")
                .forEach(index -> values.find(ConfigKeys.DOMAIN_FILE, index)
                        .ifPresent(file -> all.put(values.get(ConfigKeys.APP_ID, index), file)));
        return all;
    }
}

package io.uniongate.app.config;

import io.uniongate.contract.AppId;
import io.uniongate.contract.registration.AppKind;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What apps and third-party platforms have to be to one another. */
final class ComponentRules {
    private final Values values;
    private final Map<String, Entry> entries;
    private final Mistakes mistakes;
    private final Set<AppId> components;
    private final Set<AppId> apps;

    ComponentRules(Values values, Map<String, Entry> entries, Mistakes mistakes) {
        this.values = values;
        this.entries = entries;
        this.mistakes = mistakes;
        this.components = ids(ConfigKeys.COMPONENT_ID, "components");
        this.apps = ids(ConfigKeys.APP_ID, "apps");
    }

    private Set<AppId> ids(Key<AppId> key, String list) {
        return values.each(list)
                .boxed()
                .flatMap(index -> values.find(key, index).stream())
                .collect(Collectors.toSet());
    }

    void check() {
        values.each("components").forEach(this::component);
        values.each("apps").forEach(this::app);
    }

    private void component(int index) {
        values.find(ConfigKeys.COMPONENT_ID, index)
                .filter(apps::contains)
                .ifPresent(id -> refuse(ConfigKeys.COMPONENT_ID.at(index), "is an app's AppID already"));
    }

    private void app(int index) {
        boolean secret = entries.containsKey(ConfigKeys.APP_SECRET.at(index));
        if (!entries.containsKey(ConfigKeys.APP_COMPONENT.at(index))) {
            require(secret, ConfigKeys.APP_SECRET.at(index));
            return;
        }
        values.find(ConfigKeys.APP_COMPONENT, index).ifPresent(component -> authorised(index, component));
        String hosts = ConfigKeys.JS_SDK_HOSTS.at(index).replace("[]", "[0]");
        if (!secret && entries.containsKey(hosts)) {
            refuse(
                    hosts,
                    "pages are signed in the account's own name, which component does not do: set "
                            + ConfigKeys.APP_SECRET.at(index) + " too");
        }
    }

    private void require(boolean secret, String path) {
        if (!secret) {
            mistakes.add(
                    path,
                    "missing: AppSecret of the app; expected a secret without spaces (or set "
                            + EnvironmentNames.of(path) + "); only an app with component may do without");
        }
    }

    private void authorised(int index, AppId component) {
        String path = ConfigKeys.APP_COMPONENT.at(index);
        if (!components.contains(component)) {
            refuse(path, "\"" + component + "\" is not the appId of a platform in components");
        }
        if (values.find(ConfigKeys.APP_KIND, index)
                .filter(AppKind.WEBSITE::equals)
                .isPresent()) {
            refuse(path, "a website app cannot authorise a third-party platform: leave component out, set secret");
        }
    }

    private void refuse(String path, String message) {
        mistakes.add(path, entries.get(path), message);
    }
}

package io.uniongate.app.config;

import io.uniongate.app.config.AppConfig.ClientType;
import io.uniongate.app.config.AppConfig.PushMode;
import io.uniongate.contract.AppId;
import io.uniongate.contract.registration.AppKind;
import io.uniongate.contract.registration.SignUp;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the values have to be to one another. */
final class ConfigRules {
    private final Values values;
    private final Map<String, Entry> entries;
    private final Mistakes mistakes;
    private final Map<AppId, AppKind> kinds = new HashMap<>();

    ConfigRules(Values values, Map<String, Entry> entries, Mistakes mistakes) {
        this.values = values;
        this.entries = entries;
        this.mistakes = mistakes;
    }

    void check() {
        portsDiffer();
        sessionsOutliveTokens();
        noTwice(ConfigKeys.APP_ID, "apps");
        noTwice(ConfigKeys.CLIENT_ID, "clients");
        noTwice(ConfigKeys.COMPONENT_ID, "components");
        encryptionKeysDiffer();
        values.each("apps").forEach(this::app);
        new ComponentRules(values, entries, mistakes).check();
        values.each("clients").forEach(this::client);
    }

    private void portsDiffer() {
        int port = values.find(ConfigKeys.HTTP_PORT).orElse(0);
        if (port != 0 && values.find(ConfigKeys.MANAGEMENT_PORT).orElse(0) == port) {
            refuse(ConfigKeys.MANAGEMENT_PORT.path(), "must be another port than http.port");
        }
    }

    private void sessionsOutliveTokens() {
        Duration access = values.find(ConfigKeys.ACCESS_TOKEN_TTL).orElse(Duration.ZERO);
        if (values.find(ConfigKeys.REFRESH_TOKEN_TTL)
                .filter(refresh -> refresh.compareTo(access) <= 0)
                .isPresent()) {
            refuse(ConfigKeys.REFRESH_TOKEN_TTL.path(), "must be longer than tokens.accessTokenTtl");
        }
    }

    private void noTwice(Key<?> key, String list) {
        Set<Object> seen = new HashSet<>();
        values.each(list)
                .filter(index -> values.find(key, index)
                        .filter(value -> !seen.add(value))
                        .isPresent())
                .forEach(index -> refuse(key.at(index), "stands in the list twice"));
    }

    private void encryptionKeysDiffer() {
        Set<String> seen = new HashSet<>();
        values.each("encryption.keys")
                .filter(index -> values.find(ConfigKeys.ENCRYPTION_KEYS, index)
                        .filter(key -> !seen.add(key.id()))
                        .isPresent())
                .forEach(index -> refuse(ConfigKeys.ENCRYPTION_KEYS.at(index), "another key has the same name"));
    }

    private void app(int index) {
        Optional<AppKind> kind = values.find(ConfigKeys.APP_KIND, index);
        values.find(ConfigKeys.APP_ID, index).ifPresent(id -> kind.ifPresent(known -> kinds.putIfAbsent(id, known)));
        if (values.find(ConfigKeys.APP_SIGN_UP, index)
                        .filter(SignUp.PROFILE_REQUIRED::equals)
                        .isPresent()
                && kind.filter(AppKind.MINI_PROGRAM::equals).isEmpty()) {
            refuse(ConfigKeys.APP_SIGN_UP.at(index), "profile-required is for mini programs only");
        }
        if (kind.filter(AppKind.OFFICIAL_ACCOUNT::equals).isEmpty()) {
            refuseWhatIsForOfficialAccounts(index);
        }
        push(index);
    }

    private void refuseWhatIsForOfficialAccounts(int index) {
        String hosts = ConfigKeys.JS_SDK_HOSTS.at(index).replace("[]", "[0]");
        if (entries.containsKey(hosts)) {
            refuse(hosts, "the JS-SDK is for official accounts only");
        }
        String file = ConfigKeys.DOMAIN_FILE.at(index);
        if (entries.containsKey(file)) {
            refuse(file, "WeChat asks for such a file for official accounts only");
        }
    }

    private void push(int index) {
        boolean token = entries.containsKey(ConfigKeys.PUSH_TOKEN.at(index));
        boolean key = entries.containsKey(ConfigKeys.PUSH_KEY.at(index));
        boolean encrypted = values.find(ConfigKeys.PUSH_MODE, index).orElse(PushMode.AES) == PushMode.AES;
        if (token && encrypted && !key) {
            mistakes.add(ConfigKeys.PUSH_KEY.at(index), "missing: mode aes needs it");
        }
        if (key && !token) {
            mistakes.add(ConfigKeys.PUSH_TOKEN.at(index), "missing: the message push needs it");
        }
        if (token
                && values.find(ConfigKeys.APP_KIND, index)
                        .filter(AppKind.WEBSITE::equals)
                        .isPresent()) {
            refuse(ConfigKeys.PUSH_TOKEN.at(index), "WeChat pushes nothing to a website app");
        }
    }

    private void client(int index) {
        values.find(ConfigKeys.CLIENT_ID, index)
                .filter(id -> kinds.containsKey(new AppId(id.value())))
                .ifPresent(id -> refuse(ConfigKeys.CLIENT_ID.at(index), "is an app's AppID already"));
        values.find(ConfigKeys.CLIENT_TYPE, index).ifPresent(type -> secret(index, type));
        refersTo(ConfigKeys.OFFICIAL_ACCOUNT, index, AppKind.OFFICIAL_ACCOUNT);
        refersTo(ConfigKeys.WEBSITE, index, AppKind.WEBSITE);
        canLogIn(index);
    }

    private void secret(int index, ClientType type) {
        boolean present = entries.containsKey(ConfigKeys.CLIENT_SECRET.at(index));
        if (type == ClientType.PUBLIC && present) {
            refuse(ConfigKeys.CLIENT_SECRET.at(index), "a public client has no secret");
        }
        if (type == ClientType.CONFIDENTIAL && !present) {
            mistakes.add(ConfigKeys.CLIENT_SECRET.at(index), "missing: a confidential client needs it");
        }
    }

    private void refersTo(Key<AppId> key, int index, AppKind wanted) {
        values.find(key, index)
                .filter(app -> kinds.get(app) != wanted)
                .ifPresent(app ->
                        refuse(key.at(index), "\"" + app + "\" is not an app of kind " + wanted.label() + " in apps"));
    }

    private void canLogIn(int index) {
        String client = "clients[" + index + "].";
        boolean pages = entries.keySet().stream()
                .anyMatch(path -> path.startsWith(client + "redirectUris") || path.startsWith(client + "returnTo"));
        boolean apps = entries.containsKey(ConfigKeys.OFFICIAL_ACCOUNT.at(index))
                || entries.containsKey(ConfigKeys.WEBSITE.at(index));
        if (pages && !apps) {
            mistakes.add(client + "officialAccount", "missing: a login needs officialAccount, website or both");
        }
        if (!apps && values.find(ConfigKeys.PROFILE_REFRESH, index).orElse(false)) {
            refuse(ConfigKeys.PROFILE_REFRESH.at(index), "is for clients with officialAccount, website or both");
        }
        if (!pages
                && values.find(ConfigKeys.CLIENT_TYPE, index)
                        .filter(ClientType.PUBLIC::equals)
                        .isPresent()) {
            mistakes.add(client + "redirectUris", "missing: a public client needs redirectUris, returnTo or both");
        }
    }

    private void refuse(String path, String message) {
        mistakes.add(path, entries.get(path), message);
    }
}

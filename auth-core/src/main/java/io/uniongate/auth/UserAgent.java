package io.uniongate.auth;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Says in a few words what a browser is, for a person who looks through the own sessions: "iPhone, WeChat 8.0". */
final class UserAgent {
    private static final Map<String, String> SYSTEMS = new LinkedHashMap<>();
    private static final Pattern WECHAT = Pattern.compile("MicroMessenger/(\\d+\\.\\d+)");

    static {
        SYSTEMS.put("iPhone", "iPhone");
        SYSTEMS.put("iPad", "iPad");
        SYSTEMS.put("OpenHarmony", "HarmonyOS");
        SYSTEMS.put("Android", "Android");
        SYSTEMS.put("Macintosh", "Mac");
        SYSTEMS.put("Windows", "Windows");
        SYSTEMS.put("Linux", "Linux");
    }

    private UserAgent() {}

    static @Nullable String describe(@Nullable String userAgent) {
        if (userAgent == null) {
            return null;
        }
        String described = Stream.of(system(userAgent), application(userAgent))
                .flatMap(Stream::ofNullable)
                .collect(Collectors.joining(", "));
        return described.isEmpty() ? null : described;
    }

    private static @Nullable String system(String userAgent) {
        return SYSTEMS.entrySet().stream()
                .filter(system -> userAgent.contains(system.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    private static @Nullable String application(String userAgent) {
        Matcher wechat = WECHAT.matcher(userAgent);
        if (userAgent.contains("wechatdevtools")) {
            return "WeChat DevTools";
        }
        if (userAgent.contains("wxwork")) {
            return "WeCom";
        }
        return wechat.find() ? "WeChat " + wechat.group(1) : null;
    }
}

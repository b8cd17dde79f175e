package io.uniongate.webpage;

import io.uniongate.contract.AppId;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * What the configured service accounts are good for beyond WeChat's own pages.
 *
 * @param pageHosts the hosts whose pages may use the JS-SDK
 * @param scanned the accounts whose QR codes this server can make, and whose scans WeChat tells it of
 */
public record ServiceAccountSettings(Map<AppId, ? extends Collection<String>> pageHosts, Set<AppId> scanned) {
    public static final ServiceAccountSettings NONE = new ServiceAccountSettings(Map.of(), Set.of());

    public ServiceAccountSettings {
        pageHosts = Map.copyOf(pageHosts);
        scanned = Set.copyOf(scanned);
    }
}

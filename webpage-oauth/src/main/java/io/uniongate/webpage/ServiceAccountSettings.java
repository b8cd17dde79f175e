package io.uniongate.webpage;

import io.uniongate.contract.AppId;
import io.uniongate.contract.registration.DomainFile;
import java.util.Collection;
import java.util.Map;
import java.util.Set;

/**
 * What the configured service accounts are good for beyond WeChat's own pages.
 *
 * @param pageHosts the hosts whose pages may use the JS-SDK
 * @param scanned the accounts whose QR codes this server can make, and whose scans WeChat tells it of
 * @param domainFiles the files by which WeChat sees that this server's domain is theirs
 */
public record ServiceAccountSettings(
        Map<AppId, ? extends Collection<String>> pageHosts, Set<AppId> scanned, Set<DomainFile> domainFiles) {
    public static final ServiceAccountSettings NONE = new ServiceAccountSettings(Map.of(), Set.of(), Set.of());

    public ServiceAccountSettings {
        pageHosts = Map.copyOf(pageHosts);
        scanned = Set.copyOf(scanned);
        domainFiles = Set.copyOf(domainFiles);
    }
}

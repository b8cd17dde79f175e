package io.uniongate.web;

import io.netty.util.NetUtil;
import io.uniongate.contract.Device;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * Whose address a request comes from, where proxies stand between: {@code X-Forwarded-For} is believed only as far
 * as trusted proxies wrote it, so that a forged one changes nothing (S43).
 */
public final class ClientAddress {
    private final List<AddressBlock> trusted;

    /** @param trustedProxies addresses, or blocks of them in CIDR notation */
    public ClientAddress(Collection<String> trustedProxies) {
        trusted = trustedProxies.stream().map(AddressBlock::parse).toList();
    }

    /** The address in its usual spelling. */
    public String of(RoutingContext ctx) {
        return inetAddress(ctx).getHostAddress();
    }

    /** What one subscriber has: an IPv4 address, or the /64 of an IPv6 one. */
    public String subscriber(RoutingContext ctx) {
        byte[] address = inetAddress(ctx).getAddress();
        return NetUtil.bytesToIpAddress(address.length == 4 ? address : Arrays.copyOf(Arrays.copyOf(address, 8), 16));
    }

    public Device device(RoutingContext ctx) {
        return new Device(of(ctx), ctx.request().getHeader(HttpHeaders.USER_AGENT));
    }

    private InetAddress inetAddress(RoutingContext ctx) {
        InetAddress address = AddressBlock.address(
                        ctx.request().connection().remoteAddress().hostAddress())
                .orElseGet(InetAddress::getLoopbackAddress);
        List<String> hops = hops(ctx);
        for (int i = hops.size() - 1; i >= 0 && isTrusted(address); i--) {
            Optional<InetAddress> hop = AddressBlock.address(hops.get(i));
            if (hop.isEmpty()) {
                return address;
            }
            address = hop.get();
        }
        return address;
    }

    private static List<String> hops(RoutingContext ctx) {
        return ctx.request().headers().getAll("X-Forwarded-For").stream()
                .flatMap(line -> Arrays.stream(line.split(",", -1)))
                .map(String::strip)
                .toList();
    }

    private boolean isTrusted(InetAddress address) {
        return trusted.stream().anyMatch(block -> block.contains(address));
    }
}

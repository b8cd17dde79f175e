package io.uniongate.auth;

import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** The part of an address that tells a place but not a person: /24 of IPv4, /48 of IPv6. */
final class IpPrefix {
    private IpPrefix() {}

    static @Nullable String of(@Nullable String address) {
        byte[] bytes = address == null ? null : NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return null;
        }
        try {
            // Takes an IPv4 address that is written as an IPv6 one for what it is.
            byte[] prefix = InetAddress.getByAddress(bytes).getAddress();
            int kept = prefix.length == 4 ? 3 : 6;
            Arrays.fill(prefix, kept, prefix.length, (byte) 0);
            return InetAddress.getByAddress(prefix).getHostAddress() + "/" + kept * 8;
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four or sixteen bytes are an address", e);
        }
    }
}

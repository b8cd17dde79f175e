package io.uniongate.app.operations;

import io.netty.util.NetUtil;
import java.util.Arrays;

/** The part of an address that tells a network and not a person: 24 bits of an IPv4 one, 48 of an IPv6 one. */
final class AddressPrefix {
    private static final int IPV4_BYTES = 4;
    private static final int IPV4_KEPT = 3;
    private static final int IPV6_KEPT = 6;

    private AddressPrefix() {}

    static String of(String address) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(address);
        if (bytes == null) {
            return "unknown";
        }
        int kept = bytes.length == IPV4_BYTES ? IPV4_KEPT : IPV6_KEPT;
        byte[] prefix = Arrays.copyOf(Arrays.copyOf(bytes, kept), bytes.length);
        return NetUtil.bytesToIpAddress(prefix) + "/" + kept * Byte.SIZE;
    }
}

package io.uniongate.web;

import io.netty.util.NetUtil;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Optional;

/** Addresses that begin alike, as CIDR writes them (RFC 4632, RFC 4291 §2.3). */
record AddressBlock(InetAddress first, int prefix) {
    AddressBlock {
        if (prefix < 0 || prefix > bits(first)) {
            throw new IllegalArgumentException("No such prefix length: " + prefix);
        }
    }

    static AddressBlock parse(String text) {
        int slash = text.indexOf('/');
        InetAddress first = address(slash < 0 ? text : text.substring(0, slash))
                .orElseThrow(() -> new IllegalArgumentException("Not an address: " + text));
        return new AddressBlock(first, slash < 0 ? bits(first) : Integer.parseInt(text.substring(slash + 1)));
    }

    /** Never asks a name server; an IPv4 address in IPv6's clothes is an IPv4 address. */
    static Optional<InetAddress> address(String text) {
        byte[] bytes = NetUtil.createByteArrayFromIpAddressString(text);
        try {
            return bytes == null ? Optional.empty() : Optional.of(InetAddress.getByAddress(bytes));
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    boolean contains(InetAddress address) {
        return bits(address) == bits(first) && leading(address).equals(leading(first));
    }

    private BigInteger leading(InetAddress address) {
        return new BigInteger(1, address.getAddress()).shiftRight(bits(first) - prefix);
    }

    private static int bits(InetAddress address) {
        return address.getAddress().length * Byte.SIZE;
    }
}

package org.monstermash.gateway.door;

import io.vertx.core.http.HttpServerRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Where a request comes from, as limits see it: an IPv4 address, or the first 64 bits of an IPv6 one (who has one of
 * those has them all).
 */
public record ClientAddress(String text, boolean isLoopback) {
    private static final int NETWORK_BYTES = 8;

    public static ClientAddress of(HttpServerRequest request) {
        return request.remoteAddress() == null
                ? new ClientAddress("unknown", false)
                : of(request.remoteAddress().hostAddress());
    }

    /** @param literal an address, never a name: nothing is looked up */
    static ClientAddress of(String literal) {
        InetAddress address = InetAddress.ofLiteral(literal);
        String text = address instanceof Inet6Address
                ? HexFormat.of().formatHex(Arrays.copyOf(address.getAddress(), NETWORK_BYTES))
                : address.getHostAddress();
        return new ClientAddress(text, address.isLoopbackAddress());
    }
}

package org.monstermash.gateway.live;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.monstermash.gateway.door.ClientAddress;

/** How many sockets may read at once, in all and from one address. Any thread. */
final class Connections {
    private final int max;
    private final int maxPerAddress;
    private final AtomicInteger open = new AtomicInteger();
    private final Map<ClientAddress, Integer> byAddress = new ConcurrentHashMap<>();

    /** @param maxPerAddress 0 = no limit */
    Connections(int max, int maxPerAddress) {
        this.max = max;
        this.maxPerAddress = maxPerAddress;
    }

    /** Takes a place, to be given back with {@link #left}; or says why there is none. */
    Optional<String> admit(ClientAddress address) {
        if (open.incrementAndGet() > max) {
            open.decrementAndGet();
            return Optional.of("the room holds no more than " + max + " connections");
        }
        if (isLimited(address) && byAddress.merge(address, 1, Integer::sum) > maxPerAddress) {
            left(address);
            return Optional.of("no more than " + maxPerAddress + " connections from one address");
        }
        return Optional.empty();
    }

    void left(ClientAddress address) {
        open.decrementAndGet();
        if (isLimited(address)) {
            byAddress.computeIfPresent(address, (a, count) -> count == 1 ? null : count - 1);
        }
    }

    private boolean isLimited(ClientAddress address) {
        return maxPerAddress > 0 && !address.isLoopback();
    }
}

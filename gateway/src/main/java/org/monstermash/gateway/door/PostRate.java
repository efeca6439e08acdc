package org.monstermash.gateway.door;

import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * How fast one address may post: so many a second, and as many at once as a second allows. Loopback is exempt. Any
 * thread.
 */
public final class PostRate {
    /** Remembered at once; the one that was quiet longest is forgotten first and starts anew. */
    private static final int MAX_ADDRESSES = 10_000;

    /** Long enough for rates far below one a second. */
    private static final long PERIOD_SECONDS = 10_000;

    private final double perSecond;
    private final Map<ClientAddress, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<ClientAddress, Bucket> eldest) {
            return size() > MAX_ADDRESSES;
        }
    };

    /** @param perSecond 0 = no limit */
    public PostRate(double perSecond) {
        this.perSecond = perSecond;
    }

    /** Takes one post from the address's allowance, or says how many whole seconds to wait for the next. */
    public Optional<Long> secondsToWait(ClientAddress address) {
        if (perSecond <= 0 || address.isLoopback()) {
            return Optional.empty();
        }
        ConsumptionProbe probe = bucket(address).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(TimeUnit.NANOSECONDS.toSeconds(probe.getNanosToWaitForRefill()) + 1);
    }

    private Bucket bucket(ClientAddress address) {
        synchronized (buckets) {
            return buckets.computeIfAbsent(address, a -> newBucket());
        }
    }

    private Bucket newBucket() {
        long capacity = Math.max(1, (long) Math.ceil(perSecond));
        long perPeriod = Math.max(1, Math.round(perSecond * PERIOD_SECONDS));
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(perPeriod, Duration.ofSeconds(PERIOD_SECONDS)))
                .build();
    }
}

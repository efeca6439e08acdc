package org.monstermash.bus.kafka;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/** Looks whether a broker answers. */
public final class BrokerProbe {
    private static final Duration AGAIN_AFTER = Duration.ofMillis(250);

    private BrokerProbe() {}

    /** Asks until one answers, or the time is over. Blocks. */
    public static boolean answers(KafkaSettings settings, Duration limit) {
        long end = System.nanoTime() + limit.toNanos();
        while (true) {
            long left = end - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            if (answersOnce(settings, left)) {
                return true;
            }
            LockSupport.parkNanos(Math.min(left, AGAIN_AFTER.toNanos()));
        }
    }

    private static boolean answersOnce(KafkaSettings settings, long limitNanos) {
        try (Admin admin = new Clients(settings).admin()) {
            try {
                return !admin.describeCluster()
                        .nodes()
                        .get(limitNanos, TimeUnit.NANOSECONDS)
                        .isEmpty();
            } finally {
                admin.close(Duration.ZERO);
            }
        } catch (KafkaException | ExecutionException | TimeoutException noAnswer) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}

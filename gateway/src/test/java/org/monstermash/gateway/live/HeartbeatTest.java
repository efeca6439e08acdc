package org.monstermash.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HeartbeatTest {
    private final AtomicLong now = new AtomicLong();
    private final AtomicInteger lost = new AtomicInteger();
    private final RecordedSocket socket = new RecordedSocket();
    private final Heartbeat heartbeat = new Heartbeat(socket, now::get, lost::incrementAndGet);

    @Test
    void pingsEvery10Seconds() {
        tickUntil(40_000, true);

        assertThat(socket.pings).isEqualTo(4);
        assertThat(lost).hasValue(0);
    }

    @Test
    void isLostAfter25SecondsWithoutAPong() {
        tickUntil(20_000, false);
        assertThat(lost).hasValue(0);

        tickUntil(25_000, false);
        assertThat(lost).hasValue(1);
    }

    private void tickUntil(long millis, boolean answers) {
        while (now.get() < millis) {
            now.addAndGet(5_000);
            heartbeat.tick();
            if (answers) {
                heartbeat.pong();
            }
        }
    }
}

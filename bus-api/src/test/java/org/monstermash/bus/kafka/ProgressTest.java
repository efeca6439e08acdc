package org.monstermash.bus.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.BusUnavailable;

class ProgressTest {
    private static final TopicPartition LIVE = new TopicPartition("live", 0);

    private final Progress progress = new Progress();

    @Test
    void whoWaitsIsToldOnceItIsRead() {
        CompletableFuture<Void> waits = progress.past(LIVE, 7);
        progress.read(LIVE, 7);
        assertThat(waits).isNotDone();

        progress.read(LIVE, 8);

        assertThat(waits).isCompleted();
        assertThat(progress.past(LIVE, 7)).isCompleted();
    }

    /** A process that ends waits for nobody. */
    @Test
    void closedNobodyWaits() {
        CompletableFuture<Void> waits = progress.past(LIVE, 7);

        progress.close();

        assertThatThrownBy(waits::join).hasCauseInstanceOf(BusUnavailable.class);
        assertThatThrownBy(progress.past(LIVE, 7)::join).hasCauseInstanceOf(BusUnavailable.class);
    }
}

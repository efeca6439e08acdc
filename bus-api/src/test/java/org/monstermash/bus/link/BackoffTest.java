package org.monstermash.bus.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff(RandomGenerator.of("L64X128MixRandom"));

    @Test
    void waitsGrowFromATenthOfASecondToFiveSeconds() {
        assertThat(backoff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(backoff.next()).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        for (int i = 0; i < 50; i++) {
            backoff.next();
        }
        assertThat(backoff.next()).isBetween(Duration.ofMillis(2500), Duration.ofMillis(5000));
    }

    @Test
    void afterASuccessTheyBeginAnew() {
        for (int i = 0; i < 50; i++) {
            backoff.next();
        }
        backoff.reset();

        assertThat(backoff.next()).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
    }
}

package org.monstermash.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SamplesTest {
    private final Samples samples = new Samples();

    @Test
    void thePercentileIsASampleThatSoManyDoNotExceed() {
        List.of(5, 1, 4, 2, 3, 10, 6, 9, 7, 8).forEach(millis -> samples.add(Duration.ofMillis(millis)));

        assertThat(samples.percentile(0)).isEqualTo(1);
        assertThat(samples.median()).isEqualTo(5);
        assertThat(samples.percentile(90)).isEqualTo(9);
        assertThat(samples.percentile(100)).isEqualTo(10);
    }

    @Test
    void nothingMeasuredIsNoNumber() {
        assertThatIllegalStateException().isThrownBy(samples::median);
    }
}

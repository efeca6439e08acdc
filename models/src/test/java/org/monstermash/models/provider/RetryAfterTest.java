package org.monstermash.models.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAfterTest {
    private static final Instant NOW = Instant.parse("2026-10-31T23:59:00Z");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2 | PT2S",
                "0.25 | PT0.25S",
                "Sat, 31 Oct 2026 23:59:07 GMT | PT7S",
                "Sat, 31 Oct 2026 23:00:00 GMT | PT0S",
                "soon | PT0S",
                "-3 | PT0S",
                "'' | PT0S",
                "999999999 | PT8760H"
            })
    void secondsAndDatesAreUnderstoodAndAllElseIsNothing(String value, Duration wait) {
        assertThat(RetryAfter.of(value, NOW)).isEqualTo(wait);
    }
}

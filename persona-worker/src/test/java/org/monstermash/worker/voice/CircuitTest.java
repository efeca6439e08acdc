package org.monstermash.worker.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.monstermash.worker.voice.Circuit.Change;

class CircuitTest {
    private final AtomicLong nanos = new AtomicLong(7);
    private final Circuit circuit = new Circuit(nanos::get);

    @Test
    void opensAfterFailuresInARow() {
        assertThat(fail()).isEqualTo(Change.NONE);
        assertThat(fail()).isEqualTo(Change.NONE);
        assertThat(fail()).isEqualTo(Change.OPENED);

        assertThat(circuit.mayTry()).isEmpty();
        assertThat(circuit.pause()).isEqualTo(Circuit.FIRST_PAUSE);
    }

    @Test
    void aSuccessBetweenStartsTheCountAgain() {
        fail();
        fail();
        assertThat(circuit.mayTry().orElseThrow().succeeded()).isEqualTo(Change.NONE);
        fail();
        assertThat(fail()).isEqualTo(Change.NONE);
    }

    @Test
    void afterThePauseOneTryDecides() {
        open();
        after(Circuit.FIRST_PAUSE.minusNanos(1));
        assertThat(circuit.mayTry()).isEmpty();
        after(Duration.ofNanos(1));

        Circuit.Try probe = circuit.mayTry().orElseThrow();
        assertThat(circuit.mayTry()).as("one at a time").isEmpty();

        assertThat(probe.succeeded()).isEqualTo(Change.CLOSED);
        assertThat(circuit.mayTry()).isPresent();
        assertThat(circuit.mayTry()).isPresent();
    }

    @Test
    void eachFailedTryDoublesThePauseUpToTheLongest() {
        open();
        Duration pause = Circuit.FIRST_PAUSE;
        for (int i = 0; i < 10; i++) {
            after(pause);
            assertThat(fail()).as("said once").isEqualTo(Change.NONE);
            pause = pause.multipliedBy(2).compareTo(Circuit.LONGEST_PAUSE) > 0
                    ? Circuit.LONGEST_PAUSE
                    : pause.multipliedBy(2);
            assertThat(circuit.pause()).isEqualTo(pause);
            after(pause.minusNanos(1));
            assertThat(circuit.mayTry()).isEmpty();
            after(Duration.ofNanos(1));
        }
        assertThat(circuit.pause()).isEqualTo(Circuit.LONGEST_PAUSE);
    }

    @Test
    void aTryThatWasStoppedDecidesNothing() {
        open();
        after(Circuit.FIRST_PAUSE);

        circuit.mayTry().orElseThrow().gaveUp();

        assertThat(circuit.mayTry()).isPresent();
    }

    @Test
    void whatWasAskedBeforeItOpenedChangesOnlyForTheBetter() {
        Circuit.Try late = circuit.mayTry().orElseThrow();
        Circuit.Try later = circuit.mayTry().orElseThrow();
        open();

        assertThat(late.failed()).isEqualTo(Change.NONE);
        assertThat(circuit.pause()).isEqualTo(Circuit.FIRST_PAUSE);
        assertThat(later.succeeded()).isEqualTo(Change.CLOSED);
    }

    @Test
    void onlyTheFirstEndOfATryCounts() {
        Circuit.Try one = circuit.mayTry().orElseThrow();
        one.failed();
        one.failed();
        one.failed();
        one.failed();

        assertThat(circuit.mayTry()).isPresent();
    }

    private void open() {
        fail();
        fail();
        fail();
    }

    private Change fail() {
        return circuit.mayTry().orElseThrow().failed();
    }

    private void after(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }
}

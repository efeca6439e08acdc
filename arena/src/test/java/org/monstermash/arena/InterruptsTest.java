package org.monstermash.arena;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class InterruptsTest {
    private final List<String> done = new ArrayList<>();
    private long nanos = 42;
    private final Interrupts interrupts = new Interrupts(() -> done.add("stop"), () -> done.add("end"), () -> nanos);

    @Test
    void theFirstAsksAndALaterOneEnds() {
        interrupts.signal();
        assertThat(done).containsExactly("stop");

        nanos += TimeUnit.SECONDS.toNanos(1);
        interrupts.signal();
        assertThat(done).containsExactly("stop", "end");
    }

    @Test
    void twoAtOnceAreOne() {
        interrupts.signal();
        nanos += TimeUnit.MILLISECONDS.toNanos(3);
        interrupts.signal();

        assertThat(done).containsExactly("stop");
    }
}

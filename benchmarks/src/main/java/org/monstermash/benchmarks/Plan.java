package org.monstermash.benchmarks;

import java.time.Duration;
import java.util.List;

/**
 * How much is measured.
 *
 * @param starts how often a process is started
 * @param settling how long a process is left alone before its memory is read
 * @param messages how many messages are posted, and how many replies are waited for
 * @param warmUp how long a server is under load before its time is taken
 * @param round how long one server is measured before it is the other's turn
 * @param rounds how often each has its turn
 * @param crowds how many readers a room has
 * @param turns how long a duel is
 */
record Plan(
        int starts,
        Duration settling,
        int messages,
        Duration warmUp,
        Duration round,
        int rounds,
        List<Integer> crowds,
        List<Integer> turns) {

    /** Numbers that can be believed, within five minutes for all of it. */
    static Plan full() {
        return new Plan(
                5,
                Duration.ofSeconds(2),
                300,
                Duration.ofSeconds(4),
                Duration.ofMillis(1_500),
                4,
                List.of(100, 500),
                List.of(100, 1_000));
    }

    /** Shows that everything can be measured; the numbers mean nothing. */
    static Plan quick() {
        return new Plan(
                1, Duration.ZERO, 5, Duration.ofMillis(200), Duration.ofMillis(200), 1, List.of(5), List.of(3, 6));
    }
}

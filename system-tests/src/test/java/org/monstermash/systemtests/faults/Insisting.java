package org.monstermash.systemtests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import org.monstermash.systemtests.RoomClient;

/**
 * People who post at a steady pace, and who send what was not acknowledged again, under the same {@code client_id}, at
 * the next door. Each gives up after two minutes.
 */
final class Insisting implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(200);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

    private final Queue<JsonNode> acknowledged = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger triedAgain = new AtomicInteger();
    private final List<RoomClient> doors;
    private final IntFunction<Map<String, String>> words;

    private Insisting(List<RoomClient> doors, IntFunction<Map<String, String>> words) {
        this.doors = doors;
        this.words = words;
    }

    /** @param words what the post of a number says, from 0 */
    static Insisting at(List<RoomClient> doors, int perSecond, IntFunction<Map<String, String>> words) {
        Insisting people = new Insisting(doors, words);
        people.clock.scheduleAtFixedRate(
                () -> people.threads.submit(people::insist),
                0,
                TimeUnit.SECONDS.toNanos(1) / perSecond,
                TimeUnit.NANOSECONDS);
        return people;
    }

    private void insist() {
        int mine = begun.getAndIncrement();
        Map<String, String> body = new HashMap<>(words.apply(mine));
        body.put("client_id", "insisting-" + mine);
        long end = System.nanoTime() + PATIENCE.toNanos();
        Duration pause = FIRST_PAUSE;
        for (int door = mine; System.nanoTime() < end; door++) {
            if (isTaken(doors.get(door % doors.size()), body)) {
                return;
            }
            triedAgain.incrementAndGet();
            Moment.of(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private boolean isTaken(RoomClient door, Map<String, String> body) {
        try {
            RoomClient.Answer answer = door.tryPost("/send", body);
            return answer.status() == 200 && acknowledged.add(answer.body());
        } catch (IOException e) {
            return false; // nobody is there just now
        }
    }

    /** The stored messages that were answered with 200: all of them, once it is closed. */
    List<JsonNode> acknowledged() {
        return List.copyOf(acknowledged);
    }

    int begun() {
        return begun.get();
    }

    int triedAgain() {
        return triedAgain.get();
    }

    /** Returns when each post was acknowledged or given up. */
    @Override
    public void close() {
        clock.shutdownNow();
        threads.close();
    }
}

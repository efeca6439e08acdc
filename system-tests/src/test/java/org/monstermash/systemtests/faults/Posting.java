package org.monstermash.systemtests.faults;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.monstermash.systemtests.RoomClient;

/**
 * People who post at a steady pace, as long as it is open, whatever becomes of it. Posts that were not acknowledged are
 * not sent again: nothing was promised.
 */
final class Posting implements AutoCloseable {
    /** How one post went; status 0 where the connection broke. */
    record Post(int status, Duration took) {}

    private final Queue<JsonNode> acknowledged = new ConcurrentLinkedQueue<>();
    private final Queue<Post> posts = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final AtomicInteger number = new AtomicInteger();
    private final RoomClient client;
    private final List<String> rooms;

    private Posting(RoomClient client, List<String> rooms) {
        this.client = client;
        this.rooms = rooms;
    }

    static Posting into(RoomClient client, String room, int perSecond) {
        return into(client, List.of(room), perSecond);
    }

    /** One room after the other. */
    static Posting into(RoomClient client, List<String> rooms, int perSecond) {
        Posting posting = new Posting(client, rooms);
        posting.clock.scheduleAtFixedRate(
                () -> posting.threads.submit(posting::post),
                0,
                TimeUnit.SECONDS.toNanos(1) / perSecond,
                TimeUnit.NANOSECONDS);
        return posting;
    }

    private void post() {
        int mine = number.getAndIncrement();
        long begun = System.nanoTime();
        int status = 0;
        try {
            RoomClient.Answer answer = client.tryPost(
                    "/send",
                    Map.of("room", rooms.get(mine % rooms.size()), "author", "Tester", "content", "line " + mine));
            status = answer.status();
            if (status == 200) {
                acknowledged.add(answer.body());
            }
        } catch (IOException e) {
            // not acknowledged
        }
        posts.add(new Post(status, Duration.ofNanos(System.nanoTime() - begun)));
    }

    /** The stored messages that were answered with 200. */
    List<JsonNode> acknowledged() {
        return List.copyOf(acknowledged);
    }

    List<Post> posts() {
        return List.copyOf(posts);
    }

    long count(int status) {
        return posts.stream().filter(post -> post.status() == status).count();
    }

    /** The longest anybody waited for an answer that came. */
    Duration longest() {
        return posts.stream()
                .filter(post -> post.status() != 0)
                .map(Post::took)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    /** Returns when every post has its answer. */
    @Override
    public void close() {
        clock.shutdownNow();
        threads.close();
    }
}

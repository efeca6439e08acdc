package org.monstermash.systemtests.faults;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.monstermash.systemtests.RoomClient;
import org.monstermash.systemtests.SocketReader;

/** Who reads a room while something is wrong with others: how long each message takes from its post to here. */
final class Bystander implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final RoomClient client;
    private final String room;
    private final SocketReader reader;
    private final Map<String, Instant> posted = new HashMap<>();

    private Bystander(RoomClient client, String room) {
        this.client = client;
        this.room = room;
        this.reader = client.read("/live?room=" + room);
    }

    static Bystander in(RoomClient client, String room) {
        return new Bystander(client, room);
    }

    JsonNode say(String text) {
        Instant now = Instant.now();
        JsonNode message = client.say(room, text);
        posted.put(message.get("id").asText(), now);
        return message;
    }

    /** The 99th percentile in milliseconds, of what was said since it was last asked. */
    double p99() {
        await().atMost(PATIENCE).until(() -> took().size() == posted.size());
        double p99 = Percentile.p99(took());
        posted.clear();
        return p99;
    }

    private List<Double> took() {
        return reader.received().stream()
                .filter(one -> posted.containsKey(
                        one.event().path("message").path("id").asText()))
                .map(one ->
                        millis(posted.get(one.event().get("message").get("id").asText()), one.at()))
                .toList();
    }

    private static double millis(Instant from, Instant to) {
        return Duration.between(from, to).toNanos() / 1e6;
    }

    @Override
    public void close() {
        reader.close();
    }
}

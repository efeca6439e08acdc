package org.monstermash.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.monstermash.systemtests.Invariants;
import org.monstermash.systemtests.ResumingReader;
import org.monstermash.systemtests.RoomClient;

/** The checker of what holds whatever dies: each reader, the order of all, and what was promised. */
final class Checker {
    private static final Duration CATCHING_UP = Duration.ofSeconds(60);

    private Checker() {}

    /**
     * Waits until the gateway has what was acknowledged, there or by another one, and every reader the whole room; checks
     * that all read the same, once and in order, and that every acknowledged message is in it once, with the seq it was
     * acknowledged with.
     */
    static List<JsonNode> allInOrder(
            RoomClient client, String room, Collection<ResumingReader> readers, Collection<JsonNode> acknowledged) {
        List<JsonNode> inRoom = acknowledged.stream()
                .filter(promised -> promised.get("room").asText().equals(room))
                .toList();
        List<JsonNode> history = historyUpTo(client, room, inRoom);
        Invariants.holdInHistory(history);
        Map<String, Long> stored = new HashMap<>();
        history.forEach(message ->
                stored.put(message.get("id").asText(), message.get("seq").asLong()));
        for (JsonNode promised : inRoom) {
            assertThat(stored)
                    .containsEntry(
                            promised.get("id").asText(), promised.get("seq").asLong());
        }
        long newest = history.isEmpty() ? 0 : history.getLast().get("seq").asLong();
        for (ResumingReader reader : readers) {
            reader.awaitSeq(newest, CATCHING_UP);
            Invariants.holdForReader(reader.messages());
            assertThat(reader.resets()).isEmpty();
            for (JsonNode event : reader.messages()) {
                long seq = event.get("seq").asLong();
                if (seq <= newest) {
                    assertThat(stored)
                            .containsEntry(event.path("message").get("id").asText(), seq);
                }
            }
        }
        return history;
    }

    private static List<JsonNode> historyUpTo(RoomClient client, String room, List<JsonNode> promised) {
        long newest = promised.stream()
                .mapToLong(message -> message.get("seq").asLong())
                .max()
                .orElse(0);
        return await().alias("the room up to seq " + newest)
                .atMost(CATCHING_UP)
                .until(
                        () -> client.messages(room),
                        history -> newest == 0
                                || !history.isEmpty()
                                        && history.getLast().get("seq").asLong() >= newest);
    }

    /**
     * Waits until the message has an outcome of each persona, and checks that it is one only: a reply, or a silence with
     * its reason. For a message that no other overtook, in a room of its own whose reader lost no decision.
     */
    static void oneOutcomeEach(RoomClient client, JsonNode cause, ResumingReader reader, Collection<String> personas) {
        await().atMost(CATCHING_UP).pollInterval(Duration.ofMillis(200)).untilAsserted(() -> {
            Map<String, Set<String>> outcomes = outcomes(client, cause, reader);
            for (String persona : personas) {
                assertThat(outcomes.getOrDefault(persona, Set.of()))
                        .as("outcomes of %s for %s", persona, cause)
                        .hasSize(1);
            }
        });
    }

    /** Persona → what it ended in. A decision that was told again after a crash is the same outcome. */
    private static Map<String, Set<String>> outcomes(RoomClient client, JsonNode cause, ResumingReader reader) {
        Map<String, Set<String>> outcomes = new HashMap<>();
        client.repliesTo(cause)
                .forEach(reply -> outcomes.computeIfAbsent(reply.get("persona").asText(), key -> new HashSet<>())
                        .add("reply " + reply.get("id").asText()));
        reader.decisions().stream()
                .filter(decision -> decision.get("message_id").equals(cause.get("id")))
                .filter(decision -> decision.get("verdict").asText().equals("silence"))
                .forEach(decision -> outcomes.computeIfAbsent(
                                decision.get("persona").asText(), key -> new HashSet<>())
                        .add("silence"));
        return outcomes;
    }
}

package org.monstermash.systemtests;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Five monsters at the pace people see. */
@Tag("system")
class RoomTest {
    private static final String FULL_MOON = "The moon is full, blood is flowing, and the dark shadows are beautiful!";
    private static final Duration HALF_A_MINUTE = Duration.ofSeconds(30);

    @TempDir
    static Path dir;

    private static OpenRoom room;

    @BeforeAll
    static void open() {
        room = OpenRoom.in(dir, Map.of(), OpenRoom.THE_FIVE);
    }

    @AfterAll
    static void close() {
        room.close();
    }

    @Test
    void theFullMoonWakesThreeMonstersAndTheyStreamTheirReplies() {
        try (RoomClient client = new RoomClient(room.port());
                SocketReader live = client.read("/live?room=moon");
                SocketReader stream = client.read("/stream?room=moon")) {
            JsonNode cause = client.say("moon", FULL_MOON);

            for (String persona : List.of("witch", "vampire", "werewolf")) {
                client.awaitReplyOf(persona, cause, HALF_A_MINUTE);
            }

            assertThat(client.personasThatAnswered(cause))
                    .contains("witch", "vampire", "werewolf")
                    .doesNotHaveDuplicates();
            for (JsonNode reply : client.repliesTo(cause)) {
                wasStreamed(live, reply);
                stream.awaitEvent("whole message", frame -> frame.path("id").equals(reply.get("id")), HALF_A_MINUTE);
            }
            assertThat(stream.events()).allMatch(frame -> frame.has("content") && !frame.has("type"));
            Invariants.holdInHistory(client.messages("moon"));
        }
    }

    private static void wasStreamed(SocketReader live, JsonNode reply) {
        String id = reply.get("id").asText();
        live.awaitEvent("end of " + id, event -> isAbout(event, "reply_ended", id), HALF_A_MINUTE);
        List<SocketReader.Received> about = live.received().stream()
                .filter(one -> one.event().path("reply_id").asText().equals(id)
                        || one.event().path("message").path("id").asText().equals(id))
                .toList();
        List<SocketReader.Received> deltas =
                about.stream().filter(one -> one.is("reply_delta")).toList();

        assertThat(about.getFirst().is("reply_started")).isTrue();
        assertThat(about.get(about.size() - 2).is("message")).isTrue();
        assertThat(about.getLast().event().get("outcome").asText()).isEqualTo("completed");
        assertThat(deltas).hasSizeGreaterThan(2);
        assertThat(Duration.between(deltas.getFirst().at(), deltas.getLast().at()))
                .isGreaterThan(Duration.ofMillis(200));
        assertThat(deltas.stream()
                        .map(delta -> delta.event().path("text").asText())
                        .reduce("", String::concat))
                .isEqualTo(reply.get("content").asText());
        assertThat(deltas.stream().map(delta -> delta.event().get("index").asInt()))
                .isEqualTo(IntStream.range(0, deltas.size()).boxed().toList());
    }

    private static boolean isAbout(JsonNode event, String type, String replyId) {
        return event.path("type").asText().equals(type)
                && event.path("reply_id").asText().equals(replyId);
    }

    @Test
    void everyMonsterIsAProcessOfItsOwn() {
        assertThat(OpenRoom.THE_FIVE.stream().map(room::worker))
                .allMatch(RunningProcess::isAlive)
                .extracting(RunningProcess::pid)
                .doesNotHaveDuplicates();
        assertThat(room.client().personas())
                .extracting(persona -> persona.get("key").asText())
                .containsExactlyInAnyOrderElementsOf(OpenRoom.THE_FIVE);
    }

    @Test
    void monstersLeftAloneFallSilent() {
        JsonNode cause = room.client().say("alone", "@all, let's have a monster mash in the graveyard!");
        room.client().awaitReplyOf("werewolf", cause, HALF_A_MINUTE);

        List<JsonNode> messages = untilNothingIsSaidFor(Duration.ofSeconds(15), "alone");

        // The werewolf's cap of 7 is the highest: nobody answers the seventh monster in a row.
        assertThat(messages.size() - 1).isBetween(1, 60);
        Invariants.holdInHistory(messages);
    }

    private static List<JsonNode> untilNothingIsSaidFor(Duration silence, String name) {
        List<Integer> sizes = new ArrayList<>(List.of(0));
        Instant[] lastWord = {Instant.now()};
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    int size = room.client().messages(name).size();
                    if (size != sizes.getLast()) {
                        sizes.add(size);
                        lastWord[0] = Instant.now();
                    }
                    return Duration.between(lastWord[0], Instant.now()).compareTo(silence) > 0;
                });
        return room.client().messages(name);
    }
}

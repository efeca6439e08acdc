package org.monstermash.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A page of the first generation: it posts author, content and role, and reads whole messages. */
@Tag("system")
class OldClientTest {
    private static final Duration ANSWER = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    @Test
    void aPageOfTheFirstGenerationWorksUnchanged() {
        try (OpenRoom room = OpenRoom.in(dir, Map.of(), List.of("witch"));
                SocketReader before = room.client().read("/stream")) {
            RoomClient.Answer answer = room.client()
                    .post("/send", Map.of("author", "V", "content", "I love roses and moonlight", "role", "human"));

            assertThat(answer.status()).isEqualTo(200);
            hasTheSevenFields(answer.body());
            JsonNode reply = before.awaitEvent(
                    "the witch's reply",
                    message -> message.path("persona").asText().equals("witch"),
                    ANSWER);
            hasTheSevenFields(reply);
            assertThat(reply.get("role").asText()).isEqualTo("monster");
            assertThat(RoomClient.contents(before.events()).getFirst()).isEqualTo("I love roses and moonlight");
            seesTheSameWhenItComesBack(room, before.events());
        }
    }

    private static void seesTheSameWhenItComesBack(OpenRoom room, List<JsonNode> seen) {
        try (SocketReader after = room.client().read("/stream")) {
            after.awaitEvent(
                    "the last message",
                    message -> message.get("id").equals(seen.getLast().get("id")),
                    ANSWER);
            assertThat(after.events().subList(0, seen.size())).isEqualTo(seen);
        }
    }

    private static void hasTheSevenFields(JsonNode message) {
        assertThat(List.of("id", "author", "role", "content", "persona", "persona_emoji", "created_at"))
                .allMatch(message::has);
        assertThat(message.get("id").asText()).matches("[0-9a-f]{32}");
    }
}

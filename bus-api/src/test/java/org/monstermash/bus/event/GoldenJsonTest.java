package org.monstermash.bus.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.monstermash.bus.event.LiveEvent.BudgetTold;
import org.monstermash.bus.event.LiveEvent.Decision;
import org.monstermash.bus.event.LiveEvent.Level;
import org.monstermash.bus.event.LiveEvent.Notice;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyDelta;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.LiveEvent.RequestAsked;
import org.monstermash.bus.event.LiveEvent.RequestTold;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.LiveEvent.Verdict;

/** The JSON that other programs read and write: a change here is a change of the protocol. */
class GoldenJsonTest {
    private static final String ROOM = "graveyard";
    private static final String CAUSE = "0123456789abcdef0123456789abcdef";
    private static final String REPLY = "00000000000000000000000000000001";
    private static final Instant EIGHT = Instant.parse("2026-10-31T20:00:00Z");

    static Stream<Arguments> messages() {
        return Stream.of(
                Arguments.of("message-human", human().withSeq(7)),
                Arguments.of("message-monster", monster()),
                Arguments.of("message-of-a-newer-version", newer()));
    }

    private static Message human() {
        return Message.byHuman(CAUSE, ROOM, "Ada", "The moon is full.", EIGHT);
    }

    private static Message monster() {
        return new Message(
                REPLY,
                ROOM,
                8,
                "Morticia",
                Role.MONSTER,
                "Darling, the moon is always full somewhere.\n\"Quoted\" 👻 é 漢",
                "witch",
                "🖤",
                EIGHT.plusMillis(2250),
                CAUSE,
                "openai/gpt-4o-mini",
                "ollama/llama3",
                "Roses?",
                true,
                new Usage(120, 12, 250L, 900L),
                Map.of());
    }

    private static Message newer() {
        Map<String, Object> weather = Map.of("moon", "full", "stars", List.of(1, 2, 3));
        return new Message(
                CAUSE,
                ROOM,
                0,
                "Ada",
                Role.HUMAN,
                "The moon is full.",
                null,
                null,
                EIGHT,
                null,
                null,
                null,
                null,
                false,
                null,
                Map.of("mood", "gloomy", "weather", weather));
    }

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of("reply-started", new ReplyStarted(ROOM, REPLY, "witch", CAUSE, "scripted", 2)),
                Arguments.of("reply-delta-text", new ReplyDelta(ROOM, REPLY, 2, 0, "Darling, ", null)),
                Arguments.of("reply-delta-thinking", new ReplyDelta(ROOM, REPLY, 2, 1, null, "Roses?")),
                Arguments.of("reply-ended-completed", new ReplyEnded(ROOM, REPLY, Outcome.COMPLETED, null)),
                Arguments.of(
                        "reply-ended-failed",
                        new ReplyEnded(ROOM, REPLY, Outcome.FAILED, "the model did not answer", "timeout")),
                Arguments.of("decision", new Decision(ROOM, "witch", CAUSE, Verdict.SILENCE, "chance", 0.75, 0.3)),
                Arguments.of(
                        "decision-without-dice",
                        new Decision(ROOM, "witch", CAUSE, Verdict.REPLY, "addressed", null, null)),
                Arguments.of(
                        "notice", new Notice(ROOM, Level.WARNING, "budget", "The witch has spent her hour.", "witch")),
                Arguments.of("speak-asked", new SpeakAsked(ROOM, "witch", CAUSE)),
                Arguments.of("stop-asked", new StopAsked(ROOM)),
                Arguments.of("request-asked", new RequestAsked(ROOM, "witch", REPLY)),
                Arguments.of(
                        "request-told",
                        new RequestTold(
                                ROOM,
                                "witch",
                                REPLY,
                                "openai/gpt-4o-mini",
                                "https://api.openai.com/v1/chat/completions",
                                "{\"model\":\"gpt-4o-mini\"}",
                                false)),
                Arguments.of("budget-told", new BudgetTold(ROOM, "witch", 12L, 4096L)),
                Arguments.of("budget-told-one-limit", new BudgetTold(ROOM, "witch", 0L, null)));
    }

    static Stream<Arguments> others() {
        return Stream.of(
                Arguments.of("mute", new Mute(ROOM, "witch", true)),
                Arguments.of("tombstone", new Tombstone(ROOM, REPLY)),
                Arguments.of(
                        "persona-card",
                        new PersonaCard(
                                "witch",
                                "Morticia",
                                "🖤",
                                "Elegant and dark.",
                                List.of("rose", "moonlight"),
                                List.of("Tish"),
                                "scripted",
                                EIGHT)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("messages")
    void aMessageIsWrittenAndReadAsAgreed(String file, Message message) {
        String golden = golden(file);

        assertThat(EventJson.object(EventJson.write(message))).isEqualTo(EventJson.object(golden));
        assertThat(EventJson.readMessage(golden)).isEqualTo(message);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("events")
    void anEventIsWrittenAndReadAsAgreed(String file, LiveEvent event) {
        String golden = golden(file);

        assertThat(EventJson.object(EventJson.write(event))).isEqualTo(EventJson.object(golden));
        assertThat(EventJson.readEvent(golden)).isEqualTo(event);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("others")
    void whatElseTravelsIsWrittenAndReadAsAgreed(String file, Object value) throws IOException {
        String golden = golden(file);

        assertThat(EventJson.MAPPER.<ObjectNode>valueToTree(value)).isEqualTo(EventJson.object(golden));
        assertThat(EventJson.MAPPER.readValue(golden, value.getClass())).isEqualTo(value);
    }

    @Test
    void unknownFieldsOfEventsAreIgnored() {
        ObjectNode json = EventJson.object(golden("stop-asked")).put("mood", "gloomy");

        assertThat(EventJson.event(json)).isEqualTo(new StopAsked(ROOM));
    }

    @Test
    void whatIsNoMessageIsRefusedWithTheCulprit() {
        ObjectNode json = EventJson.object(golden("message-human")).put("id", "not an id");

        assertThatThrownBy(() -> EventJson.message(json))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("not an id");
    }

    @ParameterizedTest
    @CsvSource({
        "content, [], not a Message: content is not what belongs there",
        "created_at, \"soon\", not a Message: created_at is not what belongs there",
        "role, \"king\", not a Message: role is not what belongs there",
        "content, null, not a Message: content",
    })
    void whatDoesNotFitIsNamedAndNoClassOfOurs(String field, String value, String complaint) throws IOException {
        ObjectNode json = EventJson.object(golden("message-human")).set(field, EventJson.MAPPER.readTree(value));

        assertThatThrownBy(() -> EventJson.message(json)).hasMessage(complaint);
    }

    private static String golden(String file) {
        try (InputStream in = GoldenJsonTest.class.getResourceAsStream("/golden/" + file + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(file, e);
        }
    }
}

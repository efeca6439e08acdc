package org.monstermash.arena.transcript;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelSettings;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Participant;
import org.monstermash.arena.turn.PreambleLine;
import org.monstermash.arena.turn.Turn;
import org.monstermash.bus.event.EventJson;

/** A line of a transcript. Fields nobody knows are passed over, and so are lines of a kind nobody knows. */
sealed interface Line {
    record Header(DuelHeader header) implements Line {}

    record OneTurn(Turn turn) implements Line {}

    record TheEnd(End end) implements Line {}

    record Unknown() implements Line {}

    /** @throws IllegalArgumentException saying what is wrong */
    static Line parse(String line) {
        JsonNode json;
        try {
            json = EventJson.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON", e);
        }
        if (json == null || !json.isObject()) {
            throw new IllegalArgumentException("not a JSON object");
        }
        try {
            return switch (json.path("type").asText()) {
                case "header" -> new Header(header(json));
                case "turn" -> new OneTurn(turn(json));
                case "end" -> new TheEnd(end(json));
                default -> new Unknown();
            };
        } catch (DateTimeException | NullPointerException e) {
            throw new IllegalArgumentException("not a transcript's line: " + e.getMessage(), e);
        }
    }

    private static DuelHeader header(JsonNode json) {
        if (!json.path("format").asText().equals(TranscriptJson.FORMAT)
                || json.path("version").asInt() != TranscriptJson.VERSION) {
            throw new IllegalArgumentException("another format than " + TranscriptJson.FORMAT + " version "
                    + TranscriptJson.VERSION + ": " + json.path("format").asText() + " version "
                    + json.path("version").asText());
        }
        List<Participant> participants = new ArrayList<>();
        json.path("participants").forEach(each -> participants.add(participant(each)));
        return new DuelHeader(
                text(json, "id"),
                time(json, "started_at"),
                participants,
                text(json, "opening"),
                settings(json.path("settings")));
    }

    private static Participant participant(JsonNode json) {
        List<PreambleLine> preamble = new ArrayList<>();
        json.path("preamble")
                .forEach(line -> preamble.add(
                        new PreambleLine(constant(PreambleLine.Role.class, line, "role"), text(line, "content"))));
        return new Participant(
                text(json, "name"),
                text(json, "model"),
                text(json, "endpoint"),
                text(json, "protocol"),
                text(json, "system"),
                json.path("system_on_top").asBoolean(),
                json.path("persona").asText(null),
                json.path("emoji").asText(""),
                map(json.path("headers"), String.class),
                map(json.path("payload"), Object.class),
                preamble);
    }

    private static DuelSettings settings(JsonNode json) {
        List<String> stopOn = new ArrayList<>();
        json.path("stop_on").forEach(text -> stopOn.add(text.asText()));
        return new DuelSettings(
                json.path("max_turns").asInt(),
                json.path("max_chars").asInt(),
                json.path("filter_thinking").asBoolean(),
                json.path("stream").asBoolean(),
                json.has("seed") ? json.get("seed").asLong() : null,
                json.has("temperature") ? json.get("temperature").asDouble() : null,
                millis(json, "pause_ms"),
                stopOn,
                json.path("budget_tokens").asLong(),
                json.path("context_tokens").asInt());
    }

    private static Turn turn(JsonNode json) {
        List<String> notes = new ArrayList<>();
        json.path("notes").forEach(note -> notes.add(note.asText()));
        String text = text(json, "text");
        return new Turn(
                json.path("number").asInt(),
                json.path("speaker").asInt(-1),
                text(json, "name"),
                text(json, "model"),
                time(json, "started_at"),
                text,
                json.path("thinking").asText(""),
                json.path("truncated").asBoolean(),
                json.path("filtered").asBoolean(),
                json.path("partial").asBoolean(),
                text.codePointCount(0, text.length()),
                json.has("input_tokens") ? json.get("input_tokens").asInt() : null,
                json.has("output_tokens") ? json.get("output_tokens").asInt() : null,
                json.has("first_token_ms") ? millis(json, "first_token_ms") : null,
                millis(json, "duration_ms"),
                notes);
    }

    private static End end(JsonNode json) {
        return new End(
                constant(End.Reason.class, json, "reason"),
                text(json, "text"),
                time(json, "ended_at"),
                json.path("turns").asInt(),
                json.path("chars").asLong(),
                json.path("input_tokens").asLong(),
                json.path("output_tokens").asLong(),
                millis(json, "duration_ms"));
    }

    private static String text(JsonNode json, String field) {
        return Optional.ofNullable(json.get(field))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .orElseThrow(() -> new IllegalArgumentException("no text in \"" + field + "\""));
    }

    private static Instant time(JsonNode json, String field) {
        return Instant.parse(text(json, field));
    }

    private static Duration millis(JsonNode json, String field) {
        return Duration.ofMillis(json.path(field).asLong());
    }

    private static <E extends Enum<E>> E constant(Class<E> type, JsonNode json, String field) {
        return Enum.valueOf(type, text(json, field).toUpperCase(Locale.ROOT));
    }

    private static <V> Map<String, V> map(JsonNode json, Class<V> values) {
        if (!json.isObject()) {
            return Map.of();
        }
        return EventJson.MAPPER.convertValue(
                json, EventJson.MAPPER.getTypeFactory().constructMapType(Map.class, String.class, values));
    }
}

package org.monstermash.arena.transcript;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Locale;
import org.monstermash.arena.measures.TurnMeasures;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelSettings;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Participant;
import org.monstermash.arena.turn.Turn;
import org.monstermash.bus.event.EventJson;

/** The lines of a transcript, without their line ends: snake_case, times in ISO 8601 UTC, absent fields left out. */
final class TranscriptJson {
    static final String FORMAT = "monster-mash-duel";
    static final int VERSION = 1;

    private TranscriptJson() {}

    static String line(DuelHeader header) {
        ObjectNode json = typed("header").put("format", FORMAT).put("version", VERSION);
        json.put("id", header.id());
        json.put("started_at", time(header.startedAt()));
        ArrayNode participants = json.putArray("participants");
        header.participants().forEach(participant -> participants.add(participant(participant)));
        json.put("opening", header.opening());
        json.set("settings", settings(header.settings()));
        return json.toString();
    }

    static String line(MeasuredTurn measured) {
        Turn turn = measured.turn();
        ObjectNode json = typed("turn").put("number", turn.number()).put("speaker", turn.speaker());
        json.put("name", turn.name()).put("model", turn.model());
        json.put("started_at", time(turn.startedAt())).put("text", turn.text());
        if (!turn.thinking().isEmpty()) {
            json.put("thinking", turn.thinking());
        }
        putIf(json, "truncated", turn.truncated());
        putIf(json, "filtered", turn.filtered());
        putIf(json, "partial", turn.partial());
        json.put("chars", turn.chars());
        if (turn.inputTokens() != null) {
            json.put("input_tokens", turn.inputTokens());
        }
        if (turn.outputTokens() != null) {
            json.put("output_tokens", turn.outputTokens());
        }
        if (turn.firstToken() != null) {
            json.put("first_token_ms", turn.firstToken().toMillis());
        }
        json.put("duration_ms", turn.duration().toMillis());
        if (!turn.notes().isEmpty()) {
            turn.notes().forEach(json.putArray("notes")::add);
        }
        if (!measured.measures().values().isEmpty()) {
            json.set("measures", measures(measured.measures()));
        }
        return json.toString();
    }

    static String line(End end) {
        ObjectNode json = typed("end").put("reason", lower(end.reason())).put("text", end.text());
        json.put("ended_at", time(end.endedAt()));
        json.put("turns", end.turns()).put("chars", end.chars());
        json.put("input_tokens", end.inputTokens()).put("output_tokens", end.outputTokens());
        json.put("duration_ms", end.duration().toMillis());
        return json.toString();
    }

    private static ObjectNode participant(Participant participant) {
        ObjectNode json = EventJson.MAPPER.createObjectNode();
        json.put("name", participant.name()).put("model", participant.model());
        json.put("endpoint", participant.endpoint()).put("protocol", participant.protocol());
        json.put("system", participant.system());
        putIf(json, "system_on_top", participant.systemOnTop());
        if (participant.persona() != null) {
            json.put("persona", participant.persona());
        }
        if (!participant.emoji().isEmpty()) {
            json.put("emoji", participant.emoji());
        }
        if (!participant.headers().isEmpty()) {
            json.set("headers", EventJson.MAPPER.valueToTree(participant.headers()));
        }
        if (!participant.payload().isEmpty()) {
            json.set("payload", EventJson.MAPPER.valueToTree(participant.payload()));
        }
        if (!participant.preamble().isEmpty()) {
            ArrayNode preamble = json.putArray("preamble");
            participant.preamble().forEach(line -> preamble.addObject()
                    .put("role", lower(line.role()))
                    .put("content", line.content()));
        }
        return json;
    }

    private static ObjectNode settings(DuelSettings settings) {
        ObjectNode json = EventJson.MAPPER.createObjectNode();
        json.put("max_turns", settings.maxTurns()).put("max_chars", settings.maxChars());
        json.put("filter_thinking", settings.filterThinking()).put("stream", settings.stream());
        if (settings.seed() != null) {
            json.put("seed", settings.seed());
        }
        if (settings.temperature() != null) {
            json.put("temperature", settings.temperature());
        }
        json.put("pause_ms", settings.pause().toMillis());
        settings.stopOn().forEach(json.putArray("stop_on")::add);
        json.put("budget_tokens", settings.budgetTokens()).put("context_tokens", settings.contextTokens());
        return json;
    }

    private static ObjectNode measures(TurnMeasures measures) {
        ObjectNode json = EventJson.MAPPER.createObjectNode();
        measures.values().forEach((measure, value) -> {
            if (value == Math.rint(value)) {
                json.put(measure.key(), value.longValue());
            } else {
                json.put(measure.key(), Math.round(value * 10_000) / 10_000.0);
            }
        });
        json.put("attractor", measures.attractor());
        return json;
    }

    private static ObjectNode typed(String type) {
        return EventJson.MAPPER.createObjectNode().put("type", type);
    }

    private static void putIf(ObjectNode json, String name, boolean value) {
        if (value) {
            json.put(name, true);
        }
    }

    private static String time(Instant instant) {
        return instant.toString();
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

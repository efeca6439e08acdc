package org.monstermash.arena.turn;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.monstermash.bus.event.EventJson;

/**
 * One who takes part, as it may be shown and kept: secrets are replaced by {@code ***} already.
 *
 * @param name how the others and the reader know it
 * @param model what the server is told; {@code provider/model} by routing, or {@code scripted}
 * @param endpoint the address that is asked, or empty where nobody is asked
 * @param protocol {@code openai}, {@code anthropic}, {@code gemini}, {@code ollama} or {@code scripted}
 * @param system its system prompt; may be blank
 * @param systemOnTop whether that is a field of its own beside the messages
 * @param persona the key of the persona it plays, or null
 * @param emoji the persona's, or empty
 * @param headers names and values of the request's own headers, secret values hidden
 * @param payload the additions to the request's body (JSON values), secret values hidden
 * @param preamble what stands in its history, and only there, before the opening
 */
public record Participant(
        String name,
        String model,
        String endpoint,
        String protocol,
        String system,
        boolean systemOnTop,
        String persona,
        String emoji,
        Map<String, String> headers,
        Map<String, Object> payload,
        List<PreambleLine> preamble) {
    public Participant {
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(endpoint, "endpoint");
        Objects.requireNonNull(protocol, "protocol");
        Objects.requireNonNull(system, "system");
        if (name == null || name.isBlank()) {
            throw new IllegalArgumentException("a participant needs a name");
        }
        emoji = emoji == null ? "" : emoji;
        headers = headers == null ? Map.of() : Map.copyOf(headers);
        payload = payload == null ? Map.of() : Map.copyOf(payload);
        preamble = preamble == null ? List.of() : List.copyOf(preamble);
    }

    /** The payload for people to read, by name: texts as they are, everything else as JSON. */
    public Map<String, String> payloadTexts() {
        Map<String, String> texts = new TreeMap<>();
        payload.forEach((name, value) -> texts.put(
                name,
                value instanceof String text
                        ? text
                        : EventJson.MAPPER.valueToTree(value).toString()));
        return texts;
    }
}

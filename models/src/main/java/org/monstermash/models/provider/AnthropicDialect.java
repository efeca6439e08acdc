package org.monstermash.models.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.monstermash.models.Prompt;

/** Anthropic's messages. */
final class AnthropicDialect implements Dialect {
    /** The protocol demands a limit; this is said where nobody set one. */
    private static final int DEFAULT_MAX_TOKENS = 4096;

    private static final Set<String> LIMITS = Set.of("max_tokens", "model_context_window_exceeded");

    @Override
    public ObjectNode request(Endpoint endpoint, Prompt prompt, ModelOptions options) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("model", endpoint.model());
        body.put("max_tokens", options.maxOutputTokens() > 0 ? options.maxOutputTokens() : DEFAULT_MAX_TOKENS);
        String system = Dialect.joinedSystem(prompt);
        if (!system.isEmpty()) {
            body.put("system", system);
        }
        Dialect.messages(withoutDirections(prompt), false, body);
        body.put("stream", options.stream());
        options.temperature().ifPresent(value -> body.put("temperature", value));
        // Sequences of spaces only are refused.
        List<String> stops =
                prompt.stops().stream().filter(stop -> !stop.isBlank()).toList();
        if (!stops.isEmpty()) {
            stops.forEach(body.putArray("stop_sequences")::add);
        }
        return body;
    }

    private static Prompt withoutDirections(Prompt prompt) {
        return new Prompt(
                "",
                prompt.turns().stream()
                        .filter(turn -> turn.role() != Prompt.Role.SYSTEM)
                        .toList());
    }

    @Override
    public Set<String> owned() {
        return Set.of("model", "messages", "system", "stream");
    }

    @Override
    public List<OptionalField> optional() {
        return List.of(new OptionalField("temperature"), new OptionalField("stop_sequences"));
    }

    @Override
    public void read(Events.Event.Json event, Answer answer) throws Garbage {
        JsonNode json = event.json();
        switch (Dialect.text(json, "type")) {
            case "message" -> {
                answer.understood();
                for (JsonNode block : json.path("content")) {
                    block(block, answer);
                }
                usage(json.path("usage"), answer);
                stop(json, answer);
            }
            case "message_start" -> {
                answer.understood();
                usage(json.path("message").path("usage"), answer);
            }
            case "content_block_start" -> {
                answer.understood();
                block(json.path("content_block"), answer);
            }
            case "content_block_delta" -> {
                answer.understood();
                block(json.path("delta"), answer);
            }
            case "message_delta" -> {
                answer.understood();
                usage(json.path("usage"), answer);
                stop(json.path("delta"), answer);
            }
            case "message_stop" -> answer.complete(false);
            default -> {
                // Pings, ends of blocks, and what may come in later versions: "handle unknown event types gracefully".
            }
        }
    }

    private static void block(JsonNode block, Answer answer) throws Garbage {
        answer.thinking(Dialect.text(block, "thinking"));
        answer.text(Dialect.text(block, "text"));
    }

    private static void stop(JsonNode holder, Answer answer) {
        String reason = Dialect.text(holder, "stop_reason");
        if (!reason.isEmpty()) {
            answer.complete(LIMITS.contains(reason));
        }
    }

    private static void usage(JsonNode usage, Answer answer) {
        if (usage.path("input_tokens").isInt()) {
            // What was read from or written to the cache was read too.
            answer.inputTokens(Json.MAPPER
                    .getNodeFactory()
                    .numberNode(usage.path("input_tokens").intValue()
                            + usage.path("cache_read_input_tokens").asInt(0)
                            + usage.path("cache_creation_input_tokens").asInt(0)));
        }
        answer.outputTokens(usage.path("output_tokens"));
    }
}

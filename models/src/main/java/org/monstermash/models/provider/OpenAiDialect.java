package org.monstermash.models.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.monstermash.models.Prompt;

/** OpenAI's chat completions, as OpenAI, Azure and everybody who is compatible speak them. */
final class OpenAiDialect implements Dialect {
    /** OpenAI refuses a fifth. */
    private static final int MAX_STOPS = 4;

    /** Everything that ends an answer before the model would have. */
    private static final Set<String> LIMITS = Set.of("length", "model_length", "max_tokens", "content_filter");

    @Override
    public ObjectNode request(Endpoint endpoint, Prompt prompt, ModelOptions options) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("model", endpoint.model());
        if (endpoint.systemOnTop() && !prompt.system().isBlank()) {
            body.put("system", prompt.system());
        }
        Dialect.messages(prompt, !endpoint.systemOnTop(), body);
        body.put("stream", options.stream());
        if (options.stream()) {
            body.putObject("stream_options").put("include_usage", true);
        }
        if (options.maxOutputTokens() > 0) {
            body.put("max_tokens", options.maxOutputTokens());
        }
        options.temperature().ifPresent(value -> body.put("temperature", value));
        options.seed().ifPresent(value -> body.put("seed", value));
        if (!prompt.stops().isEmpty()) {
            prompt.stops().stream().limit(MAX_STOPS).forEach(body.putArray("stop")::add);
        }
        return body;
    }

    @Override
    public Set<String> owned() {
        return Set.of("model", "messages", "stream", "system");
    }

    @Override
    public List<OptionalField> optional() {
        return List.of(
                new OptionalField("max_tokens", "max_completion_tokens"),
                new OptionalField("stream_options"),
                new OptionalField("temperature"),
                new OptionalField("seed"),
                new OptionalField("stop"));
    }

    @Override
    public void read(Events.Event.Json event, Answer answer) throws Garbage {
        JsonNode json = event.json();
        if (json.path("choices").isArray()) {
            answer.understood();
            // One choice is asked for; servers number it as they like.
            choice(json.path("choices").path(0), answer);
        }
        JsonNode usage = json.path("usage").isObject()
                ? json.path("usage")
                : json.path("x_groq").path("usage");
        if (usage.isObject()) {
            answer.understood();
            answer.inputTokens(usage.path("prompt_tokens"));
            answer.outputTokens(usage.path("completion_tokens"));
        }
    }

    private static void choice(JsonNode choice, Answer answer) throws Garbage {
        JsonNode message = choice.path("delta").isObject() ? choice.path("delta") : choice.path("message");
        answer.thinking(Dialect.text(message, "reasoning_content", "reasoning", "thinking"));
        if (message.path("content").isArray()) {
            for (JsonNode part : message.path("content")) {
                // Mistral's reasoning models answer in parts; a thinking part holds parts again.
                answer.thinking(Dialect.text(part, "thinking"));
                for (JsonNode thought : part.path("thinking")) {
                    answer.thinking(Dialect.text(thought, "text"));
                }
                answer.text(Dialect.text(part, "text"));
            }
        } else {
            answer.text(Dialect.text(message, "content"));
        }
        String reason = Dialect.text(choice, "finish_reason");
        if (!reason.isEmpty()) {
            answer.complete(LIMITS.contains(reason));
        }
    }
}

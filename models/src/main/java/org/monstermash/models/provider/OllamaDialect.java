package org.monstermash.models.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import org.monstermash.models.Prompt;

/** Ollama's own chat. */
final class OllamaDialect implements Dialect {

    @Override
    public ObjectNode request(Endpoint endpoint, Prompt prompt, ModelOptions options) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        body.put("model", endpoint.model());
        Dialect.messages(prompt, true, body);
        body.put("stream", options.stream());
        ObjectNode how = Json.MAPPER.createObjectNode();
        if (options.maxOutputTokens() > 0) {
            how.put("num_predict", options.maxOutputTokens());
        }
        options.temperature().ifPresent(value -> how.put("temperature", value));
        options.seed().ifPresent(value -> how.put("seed", value));
        if (!prompt.stops().isEmpty()) {
            prompt.stops().forEach(how.putArray("stop")::add);
        }
        if (!how.isEmpty()) {
            body.set("options", how);
        }
        return body;
    }

    @Override
    public Set<String> owned() {
        return Set.of("model", "messages", "stream");
    }

    @Override
    public List<OptionalField> optional() {
        return List.of();
    }

    @Override
    public void read(Events.Event.Json event, Answer answer) throws Garbage {
        JsonNode json = event.json();
        JsonNode message = json.path("message");
        if (message.isObject() || json.has("done")) {
            answer.understood();
        }
        answer.thinking(Dialect.text(message, "thinking", "reasoning"));
        answer.text(Dialect.text(message, "content"));
        if (json.path("done").asBoolean(false)) {
            answer.inputTokens(json.path("prompt_eval_count"));
            answer.outputTokens(json.path("eval_count"));
            answer.complete(Dialect.text(json, "done_reason").equals("length"));
        }
    }
}

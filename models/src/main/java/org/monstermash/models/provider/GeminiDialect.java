package org.monstermash.models.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Set;
import org.monstermash.models.Prompt;

/** Gemini's generateContent. The model stands in the address, and so does whether the answer is streamed. */
final class GeminiDialect implements Dialect {
    private static final int MAX_STOPS = 5;

    /** Reasons by which the model itself ended; all others cut the answer. */
    private static final Set<String> ENDS = Set.of("STOP", "FINISH_REASON_UNSPECIFIED", "UNEXPECTED_TOOL_CALL");

    @Override
    public ObjectNode request(Endpoint endpoint, Prompt prompt, ModelOptions options) {
        ObjectNode body = Json.MAPPER.createObjectNode();
        String system = Dialect.joinedSystem(prompt);
        if (!system.isEmpty()) {
            body.putObject("systemInstruction").putArray("parts").addObject().put("text", system);
        }
        var contents = body.putArray("contents");
        for (Prompt.Turn turn : prompt.turns()) {
            if (turn.role() != Prompt.Role.SYSTEM) {
                contents.addObject()
                        .put("role", turn.role() == Prompt.Role.ASSISTANT ? "model" : "user")
                        .putArray("parts")
                        .addObject()
                        .put("text", turn.text());
            }
        }
        ObjectNode generation = Json.MAPPER.createObjectNode();
        if (options.maxOutputTokens() > 0) {
            generation.put("maxOutputTokens", options.maxOutputTokens());
        }
        options.temperature().ifPresent(value -> generation.put("temperature", value));
        options.seed().ifPresent(value -> generation.put("seed", value));
        if (!prompt.stops().isEmpty()) {
            prompt.stops().stream().limit(MAX_STOPS).forEach(generation.putArray("stopSequences")::add);
        }
        if (!generation.isEmpty()) {
            body.set("generationConfig", generation);
        }
        return body;
    }

    /** The address as it is for a stream; for a whole answer with the method that gives one. */
    @Override
    public URI url(Endpoint endpoint, ModelOptions options) {
        String url = endpoint.url().toString();
        return options.stream()
                ? endpoint.url()
                : URI.create(url.replace(":streamGenerateContent", ":generateContent")
                        .replaceFirst("([?&])alt=sse&", "$1")
                        .replaceFirst("[?&]alt=sse$", ""));
    }

    @Override
    public Set<String> owned() {
        return Set.of("contents", "systemInstruction", "system_instruction");
    }

    @Override
    public List<OptionalField> optional() {
        return List.of(
                new OptionalField("generationConfig.temperature"),
                new OptionalField("generationConfig.seed"),
                new OptionalField("generationConfig.stopSequences"));
    }

    @Override
    public void read(Events.Event.Json event, Answer answer) throws Garbage {
        JsonNode json = event.json();
        if (json.has("candidates") || json.has("usageMetadata") || json.has("promptFeedback")) {
            answer.understood();
        }
        JsonNode candidate = json.path("candidates").path(0);
        for (JsonNode part : candidate.path("content").path("parts")) {
            String text = Dialect.text(part, "text");
            if (part.path("thought").asBoolean(false)) {
                answer.thinking(text);
            } else {
                answer.text(text);
            }
        }
        JsonNode usage = json.path("usageMetadata");
        answer.inputTokens(usage.path("promptTokenCount"));
        if (usage.path("candidatesTokenCount").isInt()) {
            answer.outputTokens(Json.MAPPER
                    .getNodeFactory()
                    .numberNode(usage.path("candidatesTokenCount").intValue()
                            + usage.path("thoughtsTokenCount").asInt(0)));
        }
        String reason = Dialect.text(candidate, "finishReason");
        if (!reason.isEmpty()) {
            answer.complete(!ENDS.contains(reason));
        } else if (!Dialect.text(json.path("promptFeedback"), "blockReason").isEmpty()) {
            answer.complete(false);
        }
    }
}

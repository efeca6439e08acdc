package org.monstermash.models.provider;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.monstermash.models.Prompt;

/** How one protocol writes a request and what the events of its answer mean. */
interface Dialect {

    /** The body of a request, as the protocol writes it, without the endpoint's extra fields. */
    ObjectNode request(Endpoint endpoint, Prompt prompt, ModelOptions options);

    /** The fields that say who is asked what: an extra field of such a name never takes their place. */
    Set<String> owned();

    /** Fields that a server may know nothing of, by dotted path: they can go without changing what is asked. */
    List<OptionalField> optional();

    /** Reads one event. An error in it is the caller's to look for. */
    void read(Events.Event.Json event, Answer answer) throws Garbage;

    /** Where the request goes. */
    default URI url(Endpoint endpoint, ModelOptions options) {
        return endpoint.url();
    }

    /**
     * A field that can be left out.
     *
     * @param path where it stands
     * @param twin its newer name, tried first; or empty
     */
    record OptionalField(String path, String twin) {
        OptionalField(String path) {
            this(path, "");
        }
    }

    static Dialect of(Protocol protocol) {
        return switch (protocol) {
            case OPENAI -> new OpenAiDialect();
            case ANTHROPIC -> new AnthropicDialect();
            case GEMINI -> new GeminiDialect();
            case OLLAMA -> new OllamaDialect();
        };
    }

    /** The system text with all directions in between, for protocols that know only one place for both. */
    static String joinedSystem(Prompt prompt) {
        return Stream.concat(
                        Stream.of(prompt.system()),
                        prompt.turns().stream()
                                .filter(turn -> turn.role() == Prompt.Role.SYSTEM)
                                .map(Prompt.Turn::text))
                .filter(text -> !text.isBlank())
                .collect(Collectors.joining("\n\n"));
    }

    /** The turns as {@code messages} with {@code role} and {@code content}. */
    static void messages(Prompt prompt, boolean withSystem, ObjectNode body) {
        var messages = body.putArray("messages");
        if (withSystem && !prompt.system().isBlank()) {
            messages.addObject().put("role", "system").put("content", prompt.system());
        }
        for (Prompt.Turn turn : prompt.turns()) {
            messages.addObject()
                    .put(
                            "role",
                            switch (turn.role()) {
                                case ASSISTANT -> "assistant";
                                case USER -> "user";
                                case SYSTEM -> "system";
                            })
                    .put("content", turn.text());
        }
    }

    /** The first of the fields that holds text, or empty. */
    static String text(JsonNode node, String... fields) {
        for (String field : fields) {
            JsonNode value = node.path(field);
            if (value.isTextual() && !value.textValue().isEmpty()) {
                return value.textValue();
            }
        }
        return "";
    }
}

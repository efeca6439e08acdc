package org.monstermash.bus.event;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The one JSON form of messages and events: snake_case, times in ISO 8601 UTC, absent fields left out, unknown fields of
 * events ignored and of messages kept. Threads: any.
 */
public final class EventJson {
    /** For everything that is not a message or an event, with the same conventions. */
    public static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .serializationInclusion(JsonInclude.Include.NON_NULL)
            .enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE)
            .addMixIn(LiveEvent.class, ByType.class)
            .build();

    private static final List<String> ALWAYS_THERE =
            List.of("id", "author", "role", "content", "persona", "persona_emoji", "created_at");
    private static final List<String> OTHERS =
            List.of("room", "seq", "in_reply_to", "model", "fallback_from", "thinking", "truncated", "usage");

    private EventJson() {}

    /** A message as a JSON object. */
    public static ObjectNode tree(Message message) {
        ObjectNode fields = MAPPER.valueToTree(message);
        ObjectNode json = MAPPER.createObjectNode();
        ALWAYS_THERE.forEach(name -> json.set(name, fields.path(name).isMissingNode() ? null : fields.get(name)));
        OTHERS.stream().filter(fields::has).forEach(name -> json.set(name, fields.get(name)));
        if (message.seq() == 0) {
            json.remove("seq");
        }
        if (!message.truncated()) {
            json.remove("truncated");
        }
        message.extra().forEach((name, value) -> json.set(name, MAPPER.valueToTree(value)));
        return json;
    }

    /** An event as a JSON object with its {@code type} and {@code room}. */
    public static ObjectNode tree(LiveEvent event) {
        return (ObjectNode) MAPPER.<JsonNode>valueToTree(event);
    }

    public static String write(Message message) {
        return tree(message).toString();
    }

    public static String write(LiveEvent event) {
        return tree(event).toString();
    }

    /** @throws IllegalArgumentException saying what is wrong, when this is not a message */
    public static Message readMessage(String json) {
        return message(object(json));
    }

    /** @throws IllegalArgumentException saying what is wrong, when this is not a message */
    public static Message message(ObjectNode json) {
        ObjectNode known = MAPPER.createObjectNode();
        Map<String, Object> extra = new HashMap<>();
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        for (String name : names) {
            if (ALWAYS_THERE.contains(name) || OTHERS.contains(name)) {
                known.set(name, json.get(name));
            } else if (!json.get(name).isNull()) {
                extra.put(name, json.get(name));
            }
        }
        known.set("extra", MAPPER.valueToTree(extra));
        return convert(known, Message.class);
    }

    /** @throws IllegalArgumentException saying what is wrong, when this is not an event */
    public static LiveEvent readEvent(String json) {
        return event(object(json));
    }

    /** @throws IllegalArgumentException saying what is wrong, when this is not an event */
    public static LiveEvent event(ObjectNode json) {
        return convert(json, LiveEvent.class);
    }

    /**
     * Reads a JSON object.
     *
     * @throws IllegalArgumentException when it is none
     */
    public static ObjectNode object(String json) {
        try {
            if (MAPPER.readTree(json) instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalArgumentException("not a JSON object: " + Shown.shortened(json));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static <T> T convert(ObjectNode json, Class<T> type) {
        try {
            return MAPPER.treeToValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a " + type.getSimpleName() + ": " + why(e), e);
        }
    }

    /** What is wrong with the text and where, in words that name no class of ours. */
    public static String why(JsonProcessingException e) {
        if (e instanceof ValueInstantiationException refused && refused.getCause() != null) {
            return refused.getCause().getMessage();
        }
        if (e instanceof JsonMappingException misfit && !misfit.getPath().isEmpty()) {
            return misfit.getPath().stream().map(EventJson::step).collect(joining(".")) + " is not what belongs there";
        }
        return e.getOriginalMessage();
    }

    private static String step(JsonMappingException.Reference step) {
        return step.getFieldName() == null ? String.valueOf(step.getIndex()) : step.getFieldName();
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @JsonSubTypes.Type(value = LiveEvent.ReplyStarted.class, name = "reply_started"),
        @JsonSubTypes.Type(value = LiveEvent.ReplyDelta.class, name = "reply_delta"),
        @JsonSubTypes.Type(value = LiveEvent.ReplyEnded.class, name = "reply_ended"),
        @JsonSubTypes.Type(value = LiveEvent.Decision.class, name = "decision"),
        @JsonSubTypes.Type(value = LiveEvent.Notice.class, name = "notice"),
        @JsonSubTypes.Type(value = LiveEvent.SpeakAsked.class, name = "speak_asked"),
        @JsonSubTypes.Type(value = LiveEvent.StopAsked.class, name = "stop_asked"),
        @JsonSubTypes.Type(value = LiveEvent.RequestAsked.class, name = "request_asked"),
        @JsonSubTypes.Type(value = LiveEvent.RequestTold.class, name = "request_told"),
        @JsonSubTypes.Type(value = LiveEvent.BudgetTold.class, name = "budget_told")
    })
    private interface ByType {}
}

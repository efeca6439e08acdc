package org.monstermash.gateway.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Optional;
import org.monstermash.gateway.door.BodyLimit;

/**
 * A request's body as a JSON object, read strictly: a number is no string, a field given twice is an error, unknown
 * fields are ignored.
 */
final class JsonBody {
    private static final JsonMapper STRICT = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private final ObjectNode fields;

    private JsonBody(ObjectNode fields) {
        this.fields = fields;
    }

    /** @throws Refused 415 where the type is not JSON, 422 where the body is not a JSON object */
    static JsonBody read(RoutingContext request) {
        if (!isJson(request.request().getHeader(HttpHeaders.CONTENT_TYPE))) {
            throw new Refused(415, "Send JSON, with Content-Type: application/json.");
        }
        try {
            if (STRICT.readTree(BodyLimit.bodyOf(request)) instanceof ObjectNode object) {
                return new JsonBody(object);
            }
            throw new Refused(422, "The body must be a JSON object.");
        } catch (JsonProcessingException e) {
            throw new Refused(422, "The body is not valid JSON: " + firstLine(e.getOriginalMessage()));
        } catch (IOException e) {
            throw new Refused(422, "The body is not valid JSON: it is not UTF-8.");
        }
    }

    boolean has(String field) {
        return fields.has(field);
    }

    boolean isNull(String field) {
        return fields.path(field).isMissingNode() || fields.get(field).isNull();
    }

    /**
     * @return empty where the field is absent or null
     * @throws Refused 422 where it is anything but a string
     */
    Optional<String> text(String field) {
        if (isNull(field)) {
            return Optional.empty();
        }
        JsonNode value = fields.get(field);
        if (!value.isTextual()) {
            throw new Refused(422, "'" + field + "' must be a string.");
        }
        return Optional.of(value.textValue());
    }

    /** @throws Refused 422 where it is anything but true or false */
    boolean bool(String field) {
        JsonNode value = fields.path(field);
        if (!value.isBoolean()) {
            throw new Refused(422, "'" + field + "' must be true or false.");
        }
        return value.booleanValue();
    }

    private static boolean isJson(String contentType) {
        if (contentType == null) {
            return false;
        }
        try {
            return MediaType.APPLICATION_JSON_TYPE.isCompatible(MediaType.valueOf(contentType))
                    && !contentType.contains("*");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String firstLine(String message) {
        return message.lines().findFirst().orElse("").replaceAll("\\s*\\(.*", "");
    }
}

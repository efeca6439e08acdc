package org.monstermash.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** Which persona speaks with which model. In a class of its own, so that scripts which do not ask need no JSON. */
final class PersonaModels {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private PersonaModels() {}

    static Map<String, String> parse(String text) {
        if (text.isEmpty()) {
            return Map.of();
        }
        try {
            Map<String, String> models = new LinkedHashMap<>();
            JsonNode json = JSON.readTree(text);
            require(json.isObject());
            json.properties().forEach(entry -> {
                require(entry.getValue().isTextual()
                        && !entry.getValue().asText().isBlank());
                models.put(entry.getKey().strip(), entry.getValue().asText().strip());
            });
            return Map.copyOf(models);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static void require(boolean readable) {
        if (!readable) {
            throw new IllegalArgumentException();
        }
    }
}

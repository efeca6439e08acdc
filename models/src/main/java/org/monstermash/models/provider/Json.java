package org.monstermash.models.provider;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** JSON as servers write it. */
final class Json {
    static final ObjectMapper MAPPER = new ObjectMapper().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private Json() {}

    /** One value or several behind each other; an array's elements one by one, as Gemini streams without {@code alt=sse}. */
    static List<JsonNode> values(String text) throws Garbage {
        List<JsonNode> values = new ArrayList<>();
        try (MappingIterator<JsonNode> all = MAPPER.readerFor(JsonNode.class).readValues(text)) {
            while (all.hasNextValue()) {
                JsonNode value = all.nextValue();
                if (value.isArray()) {
                    value.forEach(values::add);
                } else {
                    values.add(value);
                }
            }
        } catch (JsonProcessingException e) {
            throw new Garbage(
                    "no JSON: " + text.substring(0, Math.min(80, text.length())).strip());
        } catch (IOException e) {
            throw new Garbage(String.valueOf(e.getMessage()));
        }
        return values;
    }
}

package org.monstermash.arena.options;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.LinkedHashMap;
import java.util.Map;

/** JSON objects given as flags. What is wrong with one is told by its place, never by its text: it may hold a key. */
final class JsonFlag {
    static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonFlag() {}

    /** Name → value as text, in the order given. */
    static Map<String, String> headers(String flag, String json) {
        Map<String, String> headers = new LinkedHashMap<>();
        object(flag, json, "'{\"Authorization\": \"Bearer …\"}'").properties().forEach(entry -> {
            String name = entry.getKey();
            JsonNode value = entry.getValue();
            if (!name.matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+")) {
                throw new UsageProblem(flag + ": not the name of a header: " + printable(name));
            }
            String text = value.isValueNode() ? value.asText() : value.toString();
            if (!text.chars().allMatch(c -> c == '\t' || c >= ' ' && c != 0x7f)) {
                throw new UsageProblem(flag + ": the value of " + name + " holds a control character");
            }
            headers.put(name, text);
        });
        return headers;
    }

    static Map<String, Object> payload(String flag, String json) {
        return MAPPER.convertValue(
                object(flag, json, "'{\"temperature\": 0.7}'"), new TypeReference<LinkedHashMap<String, Object>>() {});
    }

    private static JsonNode object(String flag, String json, String example) {
        try {
            JsonNode node = MAPPER.readTree(json);
            if (node != null && node.isObject()) {
                return node;
            }
        } catch (JsonProcessingException e) {
            String where = e.getLocation() == null
                    ? ""
                    : " (wrong at line " + e.getLocation().getLineNr() + ", column "
                            + e.getLocation().getColumnNr() + ")";
            throw new UsageProblem(flag + ": expected a JSON object like " + example + where);
        }
        throw new UsageProblem(flag + ": expected a JSON object like " + example);
    }

    private static String printable(String text) {
        String clean = text.replaceAll("\\p{Cntrl}", "?");
        return clean.length() > 40 ? clean.substring(0, 40) + "…" : clean;
    }
}

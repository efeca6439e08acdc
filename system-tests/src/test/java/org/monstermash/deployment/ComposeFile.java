package org.monstermash.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.monstermash.architecture.Repository;

/** A compose file, with {@code ${KEY:-default}} as where there is no {@code .env}. */
final class ComposeFile {
    private static final Pattern VARIABLE = Pattern.compile("\\$\\{(?<key>[A-Z_]+):-(?<fallback>[^}]*)}");

    private final String path;
    private final ObjectNode content;

    ComposeFile(String path) {
        this.path = path;
        this.content = YamlFile.only(path);
        interpolate(content);
    }

    /** After the YAML is read, as compose does it, so that a blank default is a blank text. */
    private void interpolate(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.properties().forEach(entry -> entry.setValue(interpolated(entry.getValue())));
        } else if (node instanceof ArrayNode array) {
            for (int i = 0; i < array.size(); i++) {
                array.set(i, interpolated(array.get(i)));
            }
        }
    }

    private JsonNode interpolated(JsonNode node) {
        if (!node.isTextual()) {
            interpolate(node);
            return node;
        }
        String text =
                VARIABLE.matcher(node.asText()).replaceAll(found -> Matcher.quoteReplacement(found.group("fallback")));
        if (text.contains("${")) {
            throw new AssertionError(path + " has a variable without default: " + text);
        }
        return TextNode.valueOf(text);
    }

    ObjectNode content() {
        return content;
    }

    /** What people may set from outside. */
    List<String> variables() {
        return VARIABLE.matcher(Repository.read(path))
                .results()
                .map(found -> found.group(1))
                .distinct()
                .toList();
    }

    Map<String, ObjectNode> services() {
        Map<String, ObjectNode> services = new TreeMap<>();
        content.path("services")
                .properties()
                .forEach(entry -> services.put(entry.getKey(), (ObjectNode) entry.getValue()));
        return services;
    }

    /** Those that run our images. */
    Map<String, ObjectNode> ourServices() {
        Map<String, ObjectNode> ours = services();
        ours.values().removeIf(service -> !service.path("image").asText().startsWith("monster-mash/"));
        return ours;
    }

    static Map<String, String> environment(JsonNode service) {
        Map<String, String> environment = new TreeMap<>();
        service.path("environment")
                .properties()
                .forEach(entry ->
                        environment.put(entry.getKey(), entry.getValue().asText()));
        return environment;
    }
}

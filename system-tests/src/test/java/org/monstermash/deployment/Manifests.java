package org.monstermash.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Everything that one overlay sends to a cluster, and questions to it. */
record Manifests(List<ObjectNode> all) {
    static Manifests ofOverlay(String overlay) {
        return new Manifests(Kustomization.build("deploy/kubernetes/overlays/" + overlay));
    }

    Stream<ObjectNode> ofKind(String... kinds) {
        return all.stream().filter(each -> List.of(kinds).contains(kind(each)));
    }

    Optional<ObjectNode> find(String kind, String name) {
        return ofKind(kind).filter(each -> name(each).equals(name)).findFirst();
    }

    /** Deployments and StatefulSets whose containers run our images. */
    Stream<ObjectNode> ourWorkloads() {
        return ofKind("Deployment", "StatefulSet")
                .filter(each -> container(each).path("image").asText().contains("monster-mash/"));
    }

    /** All that select pods, with the labels they ask for. */
    Stream<Map.Entry<String, JsonNode>> podSelectors() {
        return all.stream().flatMap(each -> Stream.of(
                        kind(each).equals("Service") ? each.at("/spec/selector") : each.at("/none"),
                        each.at("/spec/selector/matchLabels"),
                        each.at("/spec/podSelector/matchLabels"),
                        each.at("/spec/template/spec/topologySpreadConstraints/0/labelSelector/matchLabels"))
                .filter(JsonNode::isObject)
                .map(labels -> Map.entry(Kustomization.identity(each), labels)));
    }

    boolean selectsSomething(JsonNode labels) {
        return ofKind("Deployment", "StatefulSet")
                .map(each -> each.at("/spec/template/metadata/labels"))
                .anyMatch(pod -> labels.properties().stream()
                        .allMatch(label -> label.getValue().equals(pod.get(label.getKey()))));
    }

    /** As a container of a workload gets it; what comes from elsewhere has a value that could be. */
    Map<String, String> environment(ObjectNode workload) {
        Map<String, String> environment = new HashMap<>();
        for (JsonNode source : container(workload).path("envFrom")) {
            String name = source.at("/configMapRef/name").asText();
            find("ConfigMap", name).ifPresent(map -> map.path("data")
                    .properties()
                    .forEach(entry ->
                            environment.put(entry.getKey(), entry.getValue().asText())));
        }
        for (JsonNode variable : container(workload).path("env")) {
            environment.put(
                    variable.path("name").asText(),
                    variable.has("value") ? variable.path("value").asText() : "elsewhere-0");
        }
        return environment;
    }

    static ObjectNode container(ObjectNode workload) {
        return (ObjectNode) workload.at("/spec/template/spec/containers/0");
    }

    static List<JsonNode> list(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).toList();
    }

    static String kind(JsonNode manifest) {
        return manifest.path("kind").asText();
    }

    static String name(JsonNode manifest) {
        return manifest.at("/metadata/name").asText();
    }
}

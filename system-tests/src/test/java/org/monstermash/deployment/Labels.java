package org.monstermash.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Puts labels on a resource, its pods, and wherever pods are selected by labels already, as kustomize does. */
final class Labels {
    private static final List<String> SELECTORS = List.of(
            "/spec/selector/matchLabels",
            "/spec/podSelector/matchLabels",
            "/spec/template/spec/topologySpreadConstraints/0/labelSelector/matchLabels");

    private Labels() {}

    static void add(ObjectNode resource, JsonNode labels) {
        ObjectNode pairs = (ObjectNode) labels.path("pairs");
        resource.withObject("/metadata").withObject("/labels").setAll(pairs);
        if (resource.at("/spec/template").isObject()) {
            resource.withObject("/spec/template/metadata/labels").setAll(pairs);
        }
        for (JsonNode claim : resource.at("/spec/volumeClaimTemplates")) {
            ((ObjectNode) claim).withObject("/metadata/labels").setAll(pairs);
        }
        SELECTORS.stream().map(resource::at).filter(JsonNode::isObject).forEach(selector -> ((ObjectNode) selector)
                .setAll(pairs));
        if (resource.path("kind").asText().equals("Service")
                && resource.at("/spec/selector") instanceof ObjectNode selector) {
            selector.setAll(pairs);
        }
    }
}

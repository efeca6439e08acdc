package org.monstermash.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Gives the containers of one image another name and tag. */
final class Images {
    private Images() {}

    static void replace(ObjectNode resource, JsonNode entry) {
        for (JsonNode container : resource.at("/spec/template/spec/containers")) {
            String image = container.path("image").asText();
            String name = image.substring(0, image.lastIndexOf(':'));
            if (name.equals(entry.path("name").asText())) {
                ((ObjectNode) container)
                        .put(
                                "image",
                                entry.path("newName").asText() + ":"
                                        + entry.path("newTag").asText());
            }
        }
    }
}

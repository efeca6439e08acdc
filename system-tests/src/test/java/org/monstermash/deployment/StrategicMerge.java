package org.monstermash.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Kubernetes' strategic merge, for the lists that we patch: a list not named here is replaced as a whole. */
final class StrategicMerge {
    /** List → the field by which its members are told apart (patchMergeKey in Kubernetes' API). */
    private static final Map<String, String> MERGE_KEYS = Map.of(
            "containers", "name",
            "env", "name",
            "volumes", "name",
            "volumeMounts", "mountPath",
            "topologySpreadConstraints", "topologyKey");

    private StrategicMerge() {}

    static void merge(ObjectNode into, ObjectNode patch) {
        patch.properties().forEach(field -> {
            JsonNode there = into.get(field.getKey());
            JsonNode wanted = field.getValue();
            if (wanted.isNull()) {
                into.remove(field.getKey());
            } else if (there instanceof ObjectNode object && wanted instanceof ObjectNode change) {
                merge(object, change);
            } else if (there instanceof ArrayNode list
                    && wanted instanceof ArrayNode changes
                    && MERGE_KEYS.containsKey(field.getKey())) {
                mergeList(list, changes, MERGE_KEYS.get(field.getKey()));
            } else {
                into.set(field.getKey(), wanted.deepCopy());
            }
        });
    }

    private static void mergeList(ArrayNode list, ArrayNode changes, String key) {
        List<JsonNode> wanted =
                StreamSupport.stream(changes.spliterator(), false).toList();
        for (JsonNode change : wanted) {
            Optional<JsonNode> there = StreamSupport.stream(list.spliterator(), false)
                    .filter(member -> member.path(key).equals(change.path(key)))
                    .findFirst();
            if (there.isPresent()) {
                merge((ObjectNode) there.get(), (ObjectNode) change);
            } else {
                list.add(change.deepCopy());
            }
        }
    }
}

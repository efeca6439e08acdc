package org.monstermash.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.monstermash.architecture.Repository;

/**
 * What {@code kubectl apply -k} would send, for the part of kustomize that our files use; anything else in a
 * kustomization is an error, so that nothing is left out unseen.
 */
final class Kustomization {
    private static final String FILE = "kustomization.yaml";
    private static final Set<String> KNOWN_FIELDS =
            Set.of("apiVersion", "kind", "namespace", "nameSuffix", "resources", "labels", "patches", "images");

    private final Path folder;
    private final ObjectNode file;
    private final List<ObjectNode> built = new ArrayList<>();

    private Kustomization(Path folder) {
        this.folder = folder;
        this.file = YamlFile.only(path(folder.resolve(FILE)));
        assertThat(file.fieldNames()).toIterable().as("fields of %s", folder).isSubsetOf(KNOWN_FIELDS);
    }

    static List<ObjectNode> build(String folder) {
        return new Kustomization(Repository.ROOT.resolve(folder)).resolve();
    }

    private List<ObjectNode> resolve() {
        file.path("resources").forEach(resource -> add(folder.resolve(resource.asText())));
        file.path("patches").forEach(this::patch);
        if (file.has("namespace")) {
            built.forEach(this::place);
        }
        built.forEach(this::rename);
        file.path("labels").forEach(labels -> built.forEach(each -> Labels.add(each, labels)));
        file.path("images").forEach(image -> built.forEach(each -> Images.replace(each, image)));
        assertThat(built.stream().map(Kustomization::identity))
                .as("resources of %s", folder)
                .doesNotHaveDuplicates();
        return built;
    }

    private void add(Path resource) {
        if (Files.isDirectory(resource)) {
            built.addAll(new Kustomization(resource.normalize()).resolve());
        } else {
            built.addAll(YamlFile.documents(path(resource)));
        }
    }

    private void patch(JsonNode entry) {
        assertThat(entry.size()).as("a patch is a path or a text: %s", entry).isEqualTo(1);
        String where = folder + ": " + entry;
        List<ObjectNode> patches = entry.has("path")
                ? YamlFile.documents(path(folder.resolve(entry.path("path").asText())))
                : YamlFile.parse(where, entry.path("patch").asText());
        for (ObjectNode patch : patches) {
            List<ObjectNode> targets = built.stream()
                    .filter(each -> identity(each).equals(identity(patch)))
                    .toList();
            assertThat(targets)
                    .as("%s patches something that is there: %s", folder, identity(patch))
                    .hasSize(1);
            StrategicMerge.merge(targets.getFirst(), patch);
        }
    }

    private void place(ObjectNode resource) {
        if (resource.path("kind").asText().equals("Namespace")) {
            ((ObjectNode) resource.path("metadata"))
                    .put("name", file.path("namespace").asText());
        } else {
            resource.withObject("/metadata")
                    .put("namespace", file.path("namespace").asText());
        }
    }

    private void rename(ObjectNode resource) {
        ObjectNode metadata = resource.withObject("/metadata");
        metadata.put(
                "name", metadata.path("name").asText() + file.path("nameSuffix").asText());
    }

    static String identity(JsonNode resource) {
        return resource.path("apiVersion").asText() + " "
                + resource.path("kind").asText() + " "
                + resource.at("/metadata/name").asText();
    }

    private static String path(Path file) {
        return Repository.ROOT.relativize(file.normalize()).toString();
    }
}

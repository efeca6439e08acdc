package org.monstermash.deployment;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.monstermash.architecture.Repository;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** The documents of a YAML file of the repository; anchors and merges are resolved, a key that comes twice is an error. */
final class YamlFile {
    static final ObjectMapper JSON = new ObjectMapper();

    private YamlFile() {}

    static List<ObjectNode> documents(String path) {
        return parse(path, Repository.read(path));
    }

    static ObjectNode only(String path) {
        List<ObjectNode> documents = documents(path);
        if (documents.size() != 1) {
            throw new AssertionError(path + " holds " + documents.size() + " documents, not one");
        }
        return documents.getFirst();
    }

    static List<ObjectNode> parse(String where, String text) {
        LoaderOptions options = new LoaderOptions();
        options.setAllowDuplicateKeys(false);
        try {
            List<ObjectNode> documents = new ArrayList<>();
            new Yaml(options).loadAll(text).forEach(document -> documents.add(JSON.valueToTree(document)));
            return documents;
        } catch (RuntimeException e) {
            throw new AssertionError(where + ": " + e.getMessage(), e);
        }
    }
}

package org.monstermash.personas.files;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.monstermash.personas.PersonaFileException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** The keys of one YAML mapping, read strictly: every error names file, line and key. */
final class YamlKeys {
    private final String file;
    private final String path;
    private final int line;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new HashMap<>();

    /** @param path of the mapping within the file, empty for the file itself, else ending in a dot */
    YamlKeys(String file, String path, MappingNode mapping) {
        this.file = file;
        this.path = path;
        this.line = line(mapping);
        for (NodeTuple entry : mapping.getValue()) {
            String key = keyOf(entry.getKeyNode());
            lines.putIfAbsent(key, line(entry.getKeyNode()));
            if (values.putIfAbsent(key, entry.getValueNode()) != null) {
                throw PersonaFileException.at(file, line(entry.getKeyNode()), path + key, "is there twice");
            }
        }
    }

    /** The keys in their order. */
    Collection<String> names() {
        return values.keySet();
    }

    /** Refuses every key that is not known, with a suggestion when it is a near miss. */
    YamlKeys allowing(List<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                String hint = NearMiss.of(name, known)
                        .map(near -> "did you mean " + near + "?")
                        .orElse("known are " + String.join(", ", known));
                throw wrong(name, "unknown key, " + hint);
            }
        }
        return this;
    }

    /** Whether the key is there with a value; {@code key:} alone counts as absent. */
    boolean has(String name) {
        Node value = values.get(name);
        return value != null && !Tag.NULL.equals(value.getTag());
    }

    String requiredText(String name) {
        if (!has(name)) {
            throw values.containsKey(name)
                    ? wrong(name, "required, but empty")
                    : PersonaFileException.at(file, line, path + name, "required key is missing");
        }
        String text = text(name, values.get(name));
        if (text.isBlank()) {
            throw wrong(name, "required, but empty");
        }
        return text;
    }

    Optional<String> text(String name) {
        return has(name) ? Optional.of(text(name, values.get(name))) : Optional.empty();
    }

    Optional<Double> number(String name) {
        return has(name) ? Optional.of(number(name, values.get(name))) : Optional.empty();
    }

    Optional<Integer> wholeNumber(String name) {
        return number(name).map(value -> {
            if (value != Math.rint(value) || Math.abs(value) > Integer.MAX_VALUE) {
                throw wrong(name, "expected a whole number, not " + shown(values.get(name)));
            }
            return value.intValue();
        });
    }

    /** A list of texts, empty when absent. */
    List<String> texts(String name) {
        if (!has(name)) {
            return List.of();
        }
        if (values.get(name) instanceof SequenceNode list) {
            return list.getValue().stream().map(item -> text(name, item)).toList();
        }
        throw wrong(name, "expected a list, not " + shown(values.get(name)));
    }

    /** A mapping within the mapping. */
    Optional<YamlKeys> keys(String name) {
        if (!has(name)) {
            return Optional.empty();
        }
        if (values.get(name) instanceof MappingNode mapping) {
            return Optional.of(new YamlKeys(file, path + name + ".", mapping));
        }
        throw wrong(name, "expected keys below it, not " + shown(values.get(name)));
    }

    /** What is wrong with the value of a key that is there. */
    PersonaFileException wrong(String name, String problem) {
        return PersonaFileException.at(file, lines.getOrDefault(name, line), path + name, problem);
    }

    /** Like {@link #wrong}, on the line of the list's item. */
    PersonaFileException wrongItem(String name, int index, String problem) {
        int itemLine = values.get(name) instanceof SequenceNode list
                ? line(list.getValue().get(index))
                : lines.getOrDefault(name, line);
        return PersonaFileException.at(file, itemLine, path + name, problem);
    }

    /** Turns what a value refuses about itself into an error with a place. */
    <A, B> B checked(String name, A value, Function<A, B> conversion) {
        try {
            return conversion.apply(value);
        } catch (IllegalArgumentException e) {
            throw wrong(name, e.getMessage());
        }
    }

    private String keyOf(Node node) {
        if (node instanceof ScalarNode scalar && !scalar.getValue().isBlank()) {
            return scalar.getValue();
        }
        throw PersonaFileException.at(file, line(node), path + "?", "a key must be a word");
    }

    private String text(String name, Node node) {
        if (node instanceof ScalarNode scalar && Tag.STR.equals(node.getTag())) {
            return scalar.getValue();
        }
        String hint = node instanceof ScalarNode && Tag.NULL.equals(node.getTag())
                ? "an empty value"
                : shown(node) + (node instanceof ScalarNode ? " (put it in quotes)" : "");
        throw PersonaFileException.at(file, line(node), path + name, "expected text, not " + hint);
    }

    private double number(String name, Node node) {
        boolean numeric = Tag.INT.equals(node.getTag()) || Tag.FLOAT.equals(node.getTag());
        if (node instanceof ScalarNode scalar && numeric) {
            try {
                double value = Double.parseDouble(scalar.getValue());
                if (Double.isFinite(value)) {
                    return value;
                }
            } catch (NumberFormatException e) {
                // YAML's 0x1F, 0o17 and .inf are numbers too, but none that anybody means here
            }
        }
        throw PersonaFileException.at(file, line(node), path + name, "expected a number, not " + shown(node));
    }

    private static String shown(Node node) {
        return switch (node) {
            case ScalarNode scalar -> PersonaFileException.quoted(scalar.getValue());
            case SequenceNode _ -> "a list";
            default -> "a mapping";
        };
    }

    private static int line(Node node) {
        return node.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }
}

package org.monstermash.deployment;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.monstermash.architecture.Repository;

/** The instructions of an image, in their order. */
record Dockerfile(String image, List<Instruction> instructions) {
    private static final Pattern CONTINUED = Pattern.compile("\\\\\\n\\s*");

    record Instruction(String name, String rest) {
        List<String> words() {
            return List.of(rest.split("\\s+"));
        }

        /** {@code ["java", "-jar"]}: no shell between the engine and the program, so signals reach it. */
        List<String> exec() {
            try {
                return List.of(YamlFile.JSON.readValue(rest.substring(rest.indexOf('[')), String[].class));
            } catch (JsonProcessingException | StringIndexOutOfBoundsException e) {
                throw new AssertionError(name + " is not in the exec form: " + rest, e);
            }
        }
    }

    static Dockerfile of(String image) {
        String text = Repository.read("deploy/images/" + image + "/Dockerfile");
        List<Instruction> instructions = CONTINUED
                .matcher(text)
                .replaceAll(" ")
                .lines()
                .filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(line -> line.split("\\s+", 2))
                .map(parts -> new Instruction(parts[0], parts[1]))
                .toList();
        return new Dockerfile(image, instructions);
    }

    List<Instruction> all(String name) {
        return instructions.stream().filter(each -> each.name().equals(name)).toList();
    }

    Instruction only(String name) {
        List<Instruction> found = all(name);
        if (found.size() != 1) {
            throw new AssertionError(image + " has " + found.size() + " " + name);
        }
        return found.getFirst();
    }

    Map<String, String> environment() {
        Map<String, String> environment = new LinkedHashMap<>();
        all("ENV").stream()
                .flatMap(each -> each.words().stream())
                .map(word -> word.split("=", 2))
                .forEach(pair -> environment.put(pair[0], pair[1]));
        return environment;
    }

    String user() {
        return only("USER").rest();
    }

    /** What is taken out of the repository. */
    List<String> sources() {
        return all("COPY").stream()
                .flatMap(each -> Arrays.stream(each.rest().split("\\s+"))
                        .limit(each.words().size() - 1L))
                .toList();
    }
}

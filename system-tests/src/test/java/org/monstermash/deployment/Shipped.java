package org.monstermash.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.monstermash.architecture.Repository;

/** What the build makes, as its poms and folders say. */
final class Shipped {
    static final String VERSION = inPom("<artifactId>monster-mash</artifactId>\\s*<version>([^<]+)");
    static final String KAFKA_VERSION = inPom("<kafka.version>([^<]+)");
    static final List<String> PERSONAS = personas();
    static final List<String> IMAGES = List.of("gateway", "persona-worker", "arena");

    private static final Pattern IMAGE = Pattern.compile("(?<name>[a-z0-9./-]+):(?<tag>v?\\d+\\.\\d+[\\w.-]*)");

    private Shipped() {}

    /** Pinned to a version; ours to the one that is built, Kafka to the client's. */
    static void checkImage(String image) {
        Matcher parts = IMAGE.matcher(image);
        assertThat(parts.matches()).as("%s names a version", image).isTrue();
        String name = parts.group("name");
        if (name.contains("monster-mash/")) {
            assertThat(parts.group("tag")).as(image).isEqualTo(VERSION);
            assertThat(IMAGES).contains(name.substring(name.lastIndexOf('/') + 1));
        } else if (name.equals("apache/kafka")) {
            assertThat(parts.group("tag")).as(image).isEqualTo(KAFKA_VERSION);
        }
    }

    private static String inPom(String pattern) {
        Matcher found = Pattern.compile(pattern).matcher(Repository.read("pom.xml"));
        assertThat(found.find()).as(pattern).isTrue();
        return found.group(1);
    }

    private static List<String> personas() {
        Path folder = Repository.ROOT.resolve("personas/src/main/resources/personas");
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .map(name -> name.replace(".yaml", ""))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

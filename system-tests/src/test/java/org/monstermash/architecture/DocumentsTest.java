package org.monstermash.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is written about the product is so. */
class DocumentsTest {
    private static final Pattern SCRIPT = Pattern.compile("scripts/[a-z-]+\\.sh");
    private static final Pattern LINK = Pattern.compile("]\\(((?!https?:|#|mailto:)[^)#\\s]+)[^)]*\\)");

    static Stream<Path> documents() throws IOException {
        try (Stream<Path> tops = Files.list(Repository.ROOT);
                Stream<Path> docs = Files.walk(Repository.ROOT.resolve("docs"))) {
            return Stream.concat(tops, docs)
                    .filter(path -> path.toString().matches(".*(\\.md|llms\\.txt)"))
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyScriptThatIsNamedCanBeRun(Path document) {
        assertThat(SCRIPT.matcher(read(document)).results().map(found -> Repository.ROOT.resolve(found.group())))
                .allSatisfy(script -> assertThat(script).isExecutable());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void everyLinkLeadsSomewhere(Path document) {
        assertThat(LINK.matcher(read(document)).results().map(found -> document.resolveSibling(found.group(1))))
                .allSatisfy(target -> assertThat(target).exists());
    }

    @Test
    void theQuickStartIsTwoCommands() {
        assertThat(Repository.commandsIn("README.md", "## Quick start"))
                .containsExactly("scripts/setup.sh", "scripts/run.sh");
    }

    @Test
    void everyDecisionIsInTheIndex() throws IOException {
        String index = Repository.read("docs/decisions/README.md");
        try (Stream<Path> decisions = Files.list(Repository.ROOT.resolve("docs/decisions"))) {
            List<String> names = decisions
                    .map(path -> path.getFileName().toString())
                    .filter(name -> !name.equals("README.md"))
                    .toList();
            assertThat(names).isNotEmpty().allSatisfy(name -> assertThat(index).contains("(" + name + ")"));
        }
    }

    private static String read(Path document) {
        try {
            return Files.readString(document);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package org.monstermash.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.monstermash.architecture.Repository;

/** Whatever a script hands to a program of ours, or a document tells people to set, is read by the code. */
class NamedSettingsTest {
    private static final Pattern EXPORT = Pattern.compile("(?m)^\\s*export (.+)$");
    private static final Pattern ASSIGNED = Pattern.compile("(?<![\\w$\"{])([A-Z][A-Z_]+)=");
    private static final Pattern FOR_A_CONTAINER = Pattern.compile(" -e ([A-Z_]+)=");
    private static final Pattern READ_WITH_FALLBACK = Pattern.compile("\\$\\{([A-Z_]+):-");
    private static final Set<String> READ_BY_OTHERS = Set.of("JAVA_HOME", "MALLOC_ARENA_MAX", "MAVEN_OPTS", "TZ");

    private static final Pattern CODE = Pattern.compile("(?s)```.*?```|`[^`\n]+`|(?m)^    .+$");
    private static final Pattern NAME = Pattern.compile("(?<![\\w/])[A-Z][A-Z0-9]*(?:_+[A-Z0-9]+)+(?!\\w|__)");
    private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| `[A-Z][^|]*\\|[^|]*\\|");

    static Stream<Path> scripts() throws IOException {
        return Stream.of(filesBelow("scripts", ".sh"), filesBelow("deploy/images", ".sh"))
                .flatMap(List::stream);
    }

    /** The table itself is held to the code by a test of {@code settings}. */
    static Stream<Path> guides() throws IOException {
        return Stream.of(
                        filesBelow("docs", ".md").stream()
                                .filter(path -> !path.getParent().endsWith("decisions"))
                                .filter(path -> !path.endsWith("CONFIGURATION.md"))
                                .toList(),
                        filesBelow("deploy/dist", ".md"),
                        List.of(Repository.ROOT.resolve("README.md"), Repository.ROOT.resolve("llms.txt")))
                .flatMap(List::stream);
    }

    private static List<Path> filesBelow(String folder, String ending) throws IOException {
        try (Stream<Path> files = Files.walk(Repository.ROOT.resolve(folder))) {
            return files.filter(path -> path.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void aScriptHandsOnOnlyWhatTheCodeReads(Path script) throws IOException {
        String text = Files.readString(script);
        Set<String> named = new TreeSet<>();
        EXPORT.matcher(text).results().forEach(found -> named.addAll(names(ASSIGNED, found.group(1))));
        named.addAll(names(FOR_A_CONTAINER, text));
        named.addAll(names(READ_WITH_FALLBACK, text));
        named.removeAll(READ_BY_OTHERS);

        assertThat(named)
                .allSatisfy(
                        key -> assertThat(KnownSettings.isKnown(key)).as(key).isTrue());
    }

    @ParameterizedTest
    @MethodSource("guides")
    void aDocumentNamesOnlySettingsThereAre(Path guide) throws IOException {
        Set<String> named = CODE.matcher(Files.readString(guide))
                .results()
                .flatMap(code -> NAME.matcher(code.group()).results())
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
        named.removeAll(READ_BY_OTHERS);
        TABLE_ROW
                .matcher(Repository.read("docs/CONFIGURATION.md"))
                .results()
                .forEach(row -> named.removeAll(names(NAME, row.group())));

        assertThat(named).as("named in %s, and no setting", guide).isEmpty();
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(found -> found.group(found.groupCount()))
                .collect(Collectors.toSet());
    }
}

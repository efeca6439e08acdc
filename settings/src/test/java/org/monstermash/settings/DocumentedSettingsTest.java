package org.monstermash.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of settings and what is written about it say the same. */
class DocumentedSettingsTest {
    private static final Path ROOT = Path.of("..");
    private static final String EXAMPLE_LINE = "(?:# )?[A-Z][A-Z0-9_]*=.*";

    @Test
    void theDocumentationHasEverySettingWithItsNamesAndDefault() throws IOException {
        List<String> documented = Files.readAllLines(ROOT.resolve("docs/CONFIGURATION.md")).stream()
                .filter(line -> line.matches("\\| `[A-Z].*"))
                .toList();

        assertThat(documented)
                .containsExactlyElementsOf(SettingsCatalog.all().stream()
                        .map(DocumentedSettingsTest::row)
                        .toList());
    }

    @Test
    void theExampleFileNamesOnlySettingsThereAre() throws IOException {
        assertThat(Files.readAllLines(ROOT.resolve(".env.example")).stream()
                        .filter(line -> line.matches(EXAMPLE_LINE))
                        .map(line -> line.replaceFirst("^# ", "").replaceFirst("=.*", "")))
                .isNotEmpty()
                .allMatch(key -> SettingsCatalog.named(key).isPresent());
    }

    @Test
    void noNameIsReadForTwoSettings() {
        assertThat(SettingsCatalog.all().stream().flatMap(DocumentedSettingsTest::names))
                .doesNotHaveDuplicates();
    }

    private static Stream<String> names(Setting<?> setting) {
        return Stream.concat(Stream.of(setting.key()), setting.aliases().stream());
    }

    static String row(Setting<?> setting) {
        String aliases =
                setting.aliases().stream().map(DocumentedSettingsTest::code).collect(Collectors.joining(", "));
        String fallback = setting.fallback().isEmpty() ? "none" : code(setting.fallback());
        return "| " + code(setting.key()) + " | " + aliases + " | " + fallback + " | " + setting.what() + " |";
    }

    private static String code(String text) {
        return "`" + text + "`";
    }
}

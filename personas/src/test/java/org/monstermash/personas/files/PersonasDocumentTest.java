package org.monstermash.personas.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.personas.Persona;

/** What {@code docs/PERSONAS.md} promises is what the code does. */
class PersonasDocumentTest {
    private static final Path DOCUMENT = Path.of("../docs/PERSONAS.md");

    @TempDir
    Path dir;

    @Test
    void theMonsterOfTheThreeStepsIsThereAfterTheFirstTwo() throws IOException {
        Matcher example = Pattern.compile("```yaml\n(.*?)```", Pattern.DOTALL).matcher(Files.readString(DOCUMENT));
        assertThat(example.find()).isTrue();
        Files.writeString(dir.resolve("dragon.yaml"), example.group(1).stripIndent());

        Persona dragon = new PersonaLibrary(Optional.of(dir)).load("dragon");

        assertThat(dragon.displayName()).isEqualTo("Smoulder");
        assertThat(dragon.script().otherwise()).isNotEmpty();
    }

    @Test
    void everyKeyHasItsRowWithItsDefault() throws IOException {
        String document = Files.readString(DOCUMENT);

        assertThat(PersonaYaml.KEYS).allSatisfy(key -> assertThat(document).contains("\n| `" + key + "` | "));
        assertThat(document)
                .contains("| `reply_probability` | number | " + Persona.DEFAULT_REPLY_PROBABILITY + " |")
                .contains("| `max_streak` | whole number | " + Persona.DEFAULT_MAX_STREAK + " |")
                .contains("| `reading_delay` | `{min, max}` | 0.6 to 1.4 |")
                .contains("| `typing_delay` | `{min, max}` | 0.8 to 1.6 |");
    }

    @Test
    void thePartsOfAScriptAreDocumented() throws IOException {
        assertThat(Files.readString(DOCUMENT))
                .contains(List.of("| `greetings` (", "| `by_trigger` (", "| `otherwise` (", "| `grammar` ("));
    }
}

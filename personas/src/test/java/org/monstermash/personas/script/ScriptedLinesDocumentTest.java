package org.monstermash.personas.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.bus.event.Message;
import org.monstermash.personas.Persona;
import org.monstermash.personas.files.PersonaLibrary;

/** The example of docs/SCRIPTED-LINES.md is a persona that speaks. */
class ScriptedLinesDocumentTest {
    private static final Path DOCUMENT = Path.of("..", "docs", "SCRIPTED-LINES.md");
    private static final Pattern EXAMPLE = Pattern.compile("```yaml\\n(.*?)```", Pattern.DOTALL);

    @TempDir
    Path directory;

    @Test
    void itsExampleLoadsAndSpeaks() throws IOException {
        Persona dragon = example();
        ScriptedLines lines = new ScriptedLines(dragon);
        Message gold = Corpus.human("Vera", "have you seen my gold?");
        Set<String> said = new HashSet<>();
        for (int i = 0; i < 40; i++) {
            said.add(lines.line(gold, List.of(gold), Corpus.dice(dragon, "dragon" + i)));
        }
        assertThat(said).contains("Gold is vulgar, Vera. I prefer my spoons.").hasSizeGreaterThan(8);
        assertThat(lines.line(null, List.of(), Corpus.dice(dragon, "empty"))).startsWith("It is quiet. I shall count ");
    }

    @Test
    void itNamesEveryFactModifierAndOccasion() throws IOException {
        String document = Files.readString(DOCUMENT);
        for (Fact fact : Fact.values()) {
            assertThat(document).contains("`#" + fact.symbol() + "#`");
        }
        for (Modifier modifier : Modifier.values()) {
            assertThat(document).contains("`." + modifier.name().toLowerCase(Locale.ROOT) + "`");
        }
        assertThat(document)
                .contains(
                        Pools.OPENING,
                        Pools.QUESTION,
                        Pools.SHOUT,
                        Pools.NAMED,
                        Pools.WORDLESS,
                        Pools.LONG,
                        Pools.CODE,
                        Pools.TO_HUMAN);
    }

    private Persona example() throws IOException {
        Matcher example = EXAMPLE.matcher(Files.readString(DOCUMENT));
        assertThat(example.find()).isTrue();
        Files.writeString(directory.resolve("dragon.yaml"), example.group(1));
        return new PersonaLibrary(Optional.of(directory)).load("dragon");
    }
}

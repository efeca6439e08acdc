package org.monstermash.personas.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.event.Message;
import org.monstermash.personas.Dice;
import org.monstermash.personas.Persona;
import org.monstermash.personas.Personas;
import org.monstermash.personas.Script;

class ScriptedLinesTest {
    private static final Persona DRAGON = Personas.persona("dragon", "Smolder", List.of("Smoky"), List.of("gold"));
    private static final Persona GHOST = Personas.persona("ghost", "Eloise the Ghost", List.of(), List.of());
    private static final Script SCRIPT = new Script(
            List.of("Greeting."),
            Map.of("gold", List.of("Gold.")),
            List.of("Otherwise."),
            Map.of(
                    "opening", List.of("Opening."),
                    "question", List.of("Question."),
                    "shout", List.of("Shout."),
                    "named", List.of("Named."),
                    "wordless", List.of("Wordless."),
                    "long", List.of("Long."),
                    "code", List.of("Code."),
                    "to_ghost", List.of("To the ghost."),
                    "on_coffee", List.of("Coffee.")));

    @Test
    void sameDiceAndSameMemoryGiveTheSameLine() {
        for (Persona persona : Corpus.SHIPPED) {
            assertThat(Corpus.answers(persona, 60, "same")).isEqualTo(Corpus.answers(persona, 60, "same"));
        }
    }

    @Test
    void itAnswersTheKindOfThingThatWasSaid() {
        assertThat(most("hello there")).isEqualTo("Greeting.");
        assertThat(most("give me the gold")).isEqualTo("Gold.");
        assertThat(most("coffee is fine")).isEqualTo("Coffee.");
        assertThat(most("why do lanterns burn?")).isEqualTo("Question.");
        assertThat(most("LANTERNS BURN")).isEqualTo("Shout.");
        assertThat(most("the lantern of Smoky burns")).isEqualTo("Named.");
        assertThat(most("!?")).isEqualTo("Wordless.");
        assertThat(most("lanterns burn ".repeat(60))).isEqualTo("Long.");
        assertThat(most("if (lantern) { burn(); }")).isEqualTo("Code.");
        assertThat(most("lanterns burn")).isEqualTo("Otherwise.");
    }

    @Test
    void itTeasesAnotherMonster() {
        assertThat(most(Corpus.monster(GHOST, "lanterns burn"))).isEqualTo("To the ghost.");
    }

    @Test
    void inAnEmptyRoomItOpensTheConversation() {
        assertThat(speaking(SCRIPT).line(null, List.of(), dice(1))).isEqualTo("Opening.");
    }

    @Test
    void askedAfterItsOwnMessageItOpensTheConversation() {
        Message own = Corpus.monster(DRAGON, "lanterns burn");
        assertThat(speaking(SCRIPT).line(own, List.of(own), dice(1))).isEqualTo("Opening.");
    }

    @Test
    void whatItSaidBeforeARestartDoesNotComeAgain() {
        Script two = new Script(List.of(), Map.of(), List.of("One.", "Two."), Map.of());
        Message own = Corpus.monster(DRAGON, "One.");
        Message cause = Corpus.human("Vera", "lanterns burn");
        for (int i = 0; i < 20; i++) {
            assertThat(speaking(two).line(cause, List.of(own, cause), dice(i))).isEqualTo("Two.");
        }
    }

    @Test
    void whereLinesAreFewTheOldestComesAgain() {
        Script three = new Script(List.of(), Map.of(), List.of("One.", "Two.", "Three."), Map.of());
        ScriptedLines lines = speaking(three);
        Message cause = Corpus.human("Vera", "lanterns burn");
        List<String> said = IntStream.range(0, 30)
                .mapToObj(i -> lines.line(cause, List.of(cause), dice(i)))
                .toList();
        for (int i = 3; i < said.size(); i++) {
            assertThat(said.get(i)).isEqualTo(said.get(i - 3));
        }
    }

    @Test
    void aPersonaWithoutLinesStillSpeaksAndVaries() {
        ScriptedLines lines = speaking(Script.EMPTY);
        Set<String> said = new HashSet<>();
        Corpus.MESSAGES.stream()
                .flatMap(cause -> Stream.of(lines.line(cause, List.of(cause), dice(said.size()))))
                .forEach(said::add);
        assertThat(said)
                .hasSizeGreaterThan(60)
                .allSatisfy(line -> assertThat(line).isNotBlank().doesNotContain("#"));
        assertThat(said).anyMatch(line -> line.contains("Smolder"));
        assertThat(lines.line(null, List.of(), dice(7))).isNotBlank();
    }

    @Test
    void anUnfitNameIsReplaced() {
        Script script =
                new Script(List.of(), Map.of(), List.of("Well, #name#."), Map.of("nameless", List.of("little sheep")));
        Message cause = Corpus.human("<script>", "lanterns burn");
        assertThat(speaking(script).line(cause, List.of(cause), dice(1))).isEqualTo("Well, little sheep.");
    }

    @Test
    void anotherMonsterIsMentionedOnlyWhereOneTalks() {
        Script script = new Script(List.of(), Map.of(), List.of("I saw #other# there.", "Alone."), Map.of());
        Message cause = Corpus.human("Vera", "lanterns burn");
        Message ghost = Corpus.monster(GHOST, "oh");
        assertThat(speaking(script).line(cause, List.of(cause), dice(1))).isEqualTo("Alone.");
        assertThat(IntStream.range(0, 20).mapToObj(i -> speaking(script).line(cause, List.of(ghost, cause), dice(i))))
                .contains("I saw Eloise there.");
    }

    private static String most(String content) {
        return most(Corpus.human("Vera", content));
    }

    /** The line that comes most often: fits are preferred, not compulsory. */
    private static String most(Message cause) {
        Map<String, Long> counts = IntStream.range(0, 200)
                .mapToObj(i -> speaking(SCRIPT).line(cause, List.of(cause), dice(i)))
                .collect(Collectors.groupingBy(line -> line, Collectors.counting()));
        return counts.entrySet().stream()
                .max(Map.Entry.comparingByValue())
                .orElseThrow()
                .getKey();
    }

    private static ScriptedLines speaking(Script script) {
        return new ScriptedLines(SpeakingPersona.of(DRAGON, script));
    }

    private static Dice dice(int seed) {
        return Corpus.dice(DRAGON, "seed" + seed);
    }
}

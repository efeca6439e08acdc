package org.monstermash.personas.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.monstermash.bus.event.Message;
import org.monstermash.personas.Dice;
import org.monstermash.personas.Persona;
import org.monstermash.personas.Personas;
import org.monstermash.personas.Script;

class GrammarTest {
    private static final Message HELLO = Corpus.human("Vera", "the owl likes lanterns");

    @Test
    void anUnknownSymbolIsNamedWithItsPlace() {
        Script script = new Script(List.of(), Map.of(), List.of("I like #moood#"), Map.of("mood", List.of("rain")));
        assertThat(Grammar.check(script)).contains("otherwise: unknown symbol #moood# in \"I like #moood#\"");
    }

    @Test
    void anUnknownSymbolWithinTheGrammarIsNamedWithItsPlace() {
        assertThat(Grammar.check(grammar(Map.of("mood", List.of("#rain#")))))
                .contains("grammar.mood: unknown symbol #rain# in \"#rain#\"");
    }

    @Test
    void anUnknownModifierIsNamed() {
        assertThat(Grammar.check(lines("#name.shiny#")))
                .contains("otherwise: unknown modifier .shiny in \"#name.shiny#\"");
    }

    @Test
    void aLoneSignIsNamed() {
        assertThat(Grammar.check(lines("we are #1")))
                .hasValueSatisfying(problem -> assertThat(problem).startsWith("otherwise: a # without its partner"));
    }

    @Test
    void symbolsThatLeadToThemselvesAreNamedInOrder() {
        Map<String, List<String>> circle = new LinkedHashMap<>();
        circle.put("egg", List.of("an egg", "the egg of #hen#"));
        circle.put("hen", List.of("the hen of #egg#"));
        assertThat(Grammar.check(grammar(circle))).contains("grammar.egg: leads to itself: egg → hen → egg");
    }

    @Test
    void symbolsTooDeepAreRefusedInWhateverOrderTheyStand() {
        Map<String, List<String>> deep = new LinkedHashMap<>();
        IntStream.rangeClosed(0, Grammar.MAX_DEPTH)
                .forEach(i -> deep.put("s" + i, List.of(i == 0 ? "bottom" : "#s" + (i - 1) + "#")));
        assertThat(Grammar.check(grammar(deep)))
                .contains("grammar.s" + Grammar.MAX_DEPTH + ": symbols more than " + Grammar.MAX_DEPTH + " deep");
        deep.remove("s" + Grammar.MAX_DEPTH);
        assertThat(Grammar.check(grammar(deep))).isEmpty();
    }

    @Test
    void aBuiltInSymbolCannotBeDefinedAgain() {
        assertThat(Grammar.check(grammar(Map.of("word", List.of("x")))))
                .contains("grammar.word: #word# is built in, take another name");
    }

    @Test
    void aFaultyScriptIsRefusedBeforeItSpeaks() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ScriptedLines(persona(lines("#nothing#"))))
                .withMessageContaining("#nothing#");
    }

    @ParameterizedTest
    @CsvSource({
        "word, lantern",
        "word.cap, Lantern",
        "word.upper, LANTERN",
        "word.a, a lantern",
        "word.s, lanterns",
        "word.howl, LAAAANTERN",
        "word.echo, lantern… antern… ntern…",
        "word.s.upper, LANTERNS",
        "owl.a, an owl",
        "witch.s, witches",
        "body.s, bodies"
    })
    void modifiersChangeASymbol(String symbol, String expected) {
        Map<String, List<String>> grammar =
                Map.of("owl", List.of("owl"), "witch", List.of("witch"), "body", List.of("body"));
        Script script = new Script(List.of(), Map.of(), List.of("So: #" + symbol + "#."), grammar);
        Message cause = Corpus.human("Vera", "the lantern");
        assertThat(line(script, cause)).isEqualTo("So: " + expected + ".");
    }

    @Test
    void twoSignsAreAPlainOne() {
        assertThat(line(lines("We are ##1."), HELLO)).isEqualTo("We are #1.");
    }

    @Test
    void aLineThatNeedsAWordIsNotSaidWhereThereIsNone() {
        Message wordless = Corpus.human("Vera", "?!");
        for (int i = 0; i < 20; i++) {
            assertThat(line(lines("“#word#”!", "Nothing, #name#."), wordless)).isEqualTo("Nothing, Vera.");
        }
    }

    private static Script lines(String... lines) {
        return new Script(List.of(), Map.of(), List.of(lines), Map.of());
    }

    private static Script grammar(Map<String, List<String>> grammar) {
        return new Script(List.of(), Map.of(), List.of("yes"), grammar);
    }

    private static String line(Script script, Message cause) {
        return new ScriptedLines(persona(script)).line(cause, List.of(cause), Dice.of(cause.id(), Dice.Of.SCRIPT));
    }

    private static Persona persona(Script script) {
        return SpeakingPersona.of(Personas.persona("dragon", "Smolder the Dragon", List.of(), List.of()), script);
    }
}

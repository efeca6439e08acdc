package org.monstermash.personas.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.personas.DelayRange;
import org.monstermash.personas.Persona;
import org.monstermash.personas.PersonaFileException;
import org.monstermash.personas.Script;

class PersonaYamlTest {
    private static final String LEAST = """
            key: dragon
            display_name: Smoulder
            summary: Warm company.
            system_prompt: You are Smoulder, a dragon.
            """;

    @Test
    void everyKeyArrivesInThePersona() throws Exception {
        String yaml = new String(
                getClass().getResourceAsStream("/test-personas/imp.yaml").readAllBytes(), "UTF-8");

        assertThat(PersonaYaml.read("imp.yaml", yaml))
                .isEqualTo(new Persona(
                        "imp",
                        "Pip the Imp",
                        "😈",
                        "Small, loud and always hungry.",
                        "You are Pip, an imp of three inches.\nReply only as Pip.",
                        List.of("crumb", "candle"),
                        List.of("Pip"),
                        0.5,
                        3,
                        new DelayRange(0.1, 0.2),
                        new DelayRange(0.3, 0.4),
                        "lab/tiny",
                        new Script(
                                List.of("Hello #name#!"),
                                Map.of("crumb", List.of("Mine!", "Where?")),
                                List.of("Hm."),
                                Map.of("snack", List.of("cheese", "wax")))));
    }

    @Test
    void fourKeysAreEnoughAndTheOthersHaveDefaults() {
        assertThat(PersonaYaml.read("dragon.yaml", LEAST))
                .isEqualTo(new Persona(
                        "dragon",
                        "Smoulder",
                        "",
                        "Warm company.",
                        "You are Smoulder, a dragon.",
                        List.of(),
                        List.of(),
                        0.2,
                        6,
                        new DelayRange(0.6, 1.4),
                        new DelayRange(0.8, 1.6),
                        null,
                        Script.EMPTY));
    }

    @Test
    void anOptionalKeyWithoutAValueHasItsDefault() {
        assertThat(PersonaYaml.read("dragon.yaml", LEAST + "triggers:\nmodel:\nscripted:\n"))
                .isEqualTo(PersonaYaml.read("dragon.yaml", LEAST));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reply_probabilty: 0.3 | dragon.yaml:5: reply_probabilty: unknown key, did you mean reply_probability?",
                "replyProbability: 0.3 | dragon.yaml:5: replyProbability: unknown key, did you mean reply_probability?",
                "colour: red           | dragon.yaml:5: colour: unknown key, known are key, display_name, emoji,",
                "key: drake            | dragon.yaml:5: key: is there twice",
                "reply_probability: 1.5 | dragon.yaml:5: reply_probability: expected a number from 0 to 1, not 1.5",
                "reply_probability: .nan | dragon.yaml:5: reply_probability: expected a number, not \".nan\"",
                "reply_probability: often | dragon.yaml:5: reply_probability: expected a number, not \"often\"",
                "reply_probability: [1] | dragon.yaml:5: reply_probability: expected a number, not a list",
                "reply_probability: '0.3' | dragon.yaml:5: reply_probability: expected a number, not \"0.3\"",
                "max_streak: 0         | dragon.yaml:5: max_streak: expected a whole number from 1 to 1000, not 0",
                "max_streak: 2.5       | dragon.yaml:5: max_streak: expected a whole number, not \"2.5\"",
                "max_streak: 1e99      | dragon.yaml:5: max_streak: expected a whole number, not \"1e99\"",
                "triggers: fire        | dragon.yaml:5: triggers: expected a list, not \"fire\"",
                "triggers: [fire, 7]   | dragon.yaml:5: triggers: expected text, not \"7\" (put it in quotes)",
                "triggers: [true]      | dragon.yaml:5: triggers: expected text, not \"true\" (put it in quotes)",
                "triggers: [a: b]      | dragon.yaml:5: triggers: expected text, not a mapping",
                "triggers: ['!']       | dragon.yaml:5: triggers: expected words of at most 64 characters, not \"!\"",
                "emoji: 7              | dragon.yaml:5: emoji: expected text, not \"7\" (put it in quotes)",
                "reading_delay: 3      | dragon.yaml:5: reading_delay: expected keys below it, not \"3\"",
                "reading_delay: {min: 2} | dragon.yaml:5: reading_delay.max: required key is missing",
                "reading_delay: {min: 2, max: 1} | dragon.yaml:5: reading_delay: a delay needs 0 ≤ min ≤ max ≤ 600",
                "reading_delay: {min: 2, mux: 3} | dragon.yaml:5: reading_delay.mux: unknown key, did you mean",
                "typing_delay: {min: -1, max: 1} | dragon.yaml:5: typing_delay: a delay needs 0 ≤ min ≤ max ≤ 600",
                "model: gpt 4          | dragon.yaml:5: model: expected provider/model without spaces, not \"gpt 4\"",
                "scripted: {hello: []} | dragon.yaml:5: scripted.hello: unknown key, known are greetings, by_trigger,",
                "scripted: {by_trigger: {fire: [Hot!]}} | dragon.yaml:5: scripted.by_trigger.fire: is none of the trigg",
                "scripted: {grammar: {a b: [c]}} | dragon.yaml:5: scripted.grammar.a b: expected a symbol of letters,",
                "scripted: {grammar: {a: []}} | dragon.yaml:5: scripted.grammar.a: expected at least one line",
                "scripted: {greetings: ['']} | dragon.yaml:5: scripted.greetings: expected 1 to 2000 characters",
                "scripted: {otherwise: ['#snack#']} | dragon.yaml:5: scripted.otherwise: unknown symbol #snack#",
                "scripted: {grammar: {a: ['#b#']}} | dragon.yaml:5: scripted.grammar.a: unknown symbol #b#",
                "scripted: {grammar: {a: ['#a#']}} | dragon.yaml:5: scripted.grammar.a: leads to itself",
                "scripted: {greetings: ['# 1']} | dragon.yaml:5: scripted.greetings: a # without its partner",
                "? [a] : b             | dragon.yaml:5: ?: a key must be a word",
                "emoji: &a x           | ",
                "scripted: {grammar: {to_ada-byron: [c]}} | ",
                "emoji: *a             | dragon.yaml:5: *a: aliases are not allowed, write it out",
                "emoji: !!java.net.URL [x] | dragon.yaml:5: emoji: expected text, not a list",
                "emoji: !!int x        | dragon.yaml:5: emoji: expected text, not \"x\" (put it in quotes)",
                "emoji: [              | dragon.yaml:6: not YAML: ",
                "--- {}                | dragon.yaml:5: a file holds one persona, not several",
                "emoji: [[[[[[[[[]]]]]]]]] | dragon.yaml:5: nested deeper than 8",
            })
    void anErrorNamesFileLineKeyAndWhatWasExpected(String line, String message) {
        if (message == null) {
            assertThat(PersonaYaml.read("dragon.yaml", LEAST + line)).isNotNull();
        } else {
            assertThatThrownBy(() -> PersonaYaml.read("dragon.yaml", LEAST + line + "\n"))
                    .isInstanceOf(PersonaFileException.class)
                    .hasMessageStartingWith(message)
                    .hasMessageNotContaining("\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"key", "display_name", "summary", "system_prompt"})
    void aRequiredKeyMustBeThereAndHoldSomething(String key) {
        String without = LEAST.replaceFirst("(?m)^" + key + ":.*\n", "");
        String empty = LEAST.replaceFirst("(?m)^" + key + ":.*\n", key + ":\n");
        String blank = LEAST.replaceFirst("(?m)^" + key + ":.*\n", key + ": ' '\n");

        assertRefused(without, "dragon.yaml:1: " + key + ": required key is missing");
        assertRefused(empty, key + ": required, but empty");
        assertRefused(blank, key + ": required, but empty");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dragon", "-dragon", "dra gon", "drägön", "a.b", "../x"})
    void aKeyHasOneForm(String key) {
        assertRefused(
                LEAST.replace("key: dragon", "key: " + key),
                "dragon.yaml:1: key: expected lower-case letters, digits, - and _, at most 64, not \"" + key + "\"");
    }

    @Test
    void namesAndSummariesAreOneShortLine() {
        assertRefused(
                LEAST.replace("Smoulder\n", "\"Smoul\\nder\"\n"),
                "dragon.yaml:2: display_name: expected one line of at most 64 characters");
        assertRefused(
                LEAST.replace("Smoulder\n", "x".repeat(65) + "\n"),
                "dragon.yaml:2: display_name: expected one line of at most 64 characters");
        assertRefused(
                LEAST.replace("Warm company.", "x".repeat(201)),
                "dragon.yaml:3: summary: expected one line of at most 200 characters");
    }

    @Test
    void thereIsAnEndToListsAndPrompts() {
        assertRefused(LEAST + "triggers: [" + "a, ".repeat(101) + "]", "dragon.yaml:5: triggers: expected at most 100");
        assertRefused(LEAST + "aliases: [" + "a, ".repeat(21) + "]", "dragon.yaml:5: aliases: expected at most 20");
        assertRefused(
                LEAST.replace("a dragon.", "x".repeat(100_001)),
                "dragon.yaml:4: system_prompt: expected at most 100000 characters");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "# nothing", "[]", "dragon", "---\n...\n"})
    void aFileWithoutKeysIsNoPersona(String yaml) {
        assertRefused(yaml, "dragon.yaml: expected lines of \"key: value\"");
    }

    @Test
    void deepNestingIsRefusedBeforeItHurts() {
        assertRefused("a: " + "[".repeat(200_000), "dragon.yaml:1: nested deeper than 8");
    }

    @Test
    void whateverAFileHoldsOnlyAPersonaFileExceptionComesOut() {
        String[] parts = {
            "key",
            ": ",
            "\n",
            "- ",
            "  ",
            "[",
            "]",
            "{",
            "}",
            "\"",
            "'",
            "|\n",
            ">",
            "&a ",
            "*a",
            "!!",
            "!x ",
            "?",
            "#",
            "%YAML 1.2\n",
            "---\n",
            "...",
            "dragon",
            "0.5",
            "\t",
            "\u0000",
            "\uD800",
            "👻",
            "triggers",
            "scripted",
            ",",
            "reading_delay",
            "\\x",
            "<<: ",
            "null",
            "~",
            "@",
            "`"
        };
        for (int seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            StringBuilder yaml = new StringBuilder(random.nextBoolean() ? LEAST : "");
            for (int i = random.nextInt(30); i >= 0; i--) {
                yaml.insert(random.nextInt(yaml.length() + 1), parts[random.nextInt(parts.length)]);
            }
            try {
                PersonaYaml.read("any.yaml", yaml.toString());
            } catch (PersonaFileException e) {
                assertThat(e.getMessage()).startsWith("any.yaml").doesNotContain("\n");
            }
        }
    }

    private static void assertRefused(String yaml, String message) {
        assertThatExceptionOfType(PersonaFileException.class)
                .isThrownBy(() -> PersonaYaml.read("dragon.yaml", yaml))
                .withMessageContaining(message);
    }
}

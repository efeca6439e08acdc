package org.monstermash.personas.cards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;
import org.monstermash.personas.Dice;
import org.monstermash.personas.Persona;
import org.monstermash.personas.PersonaFileException;
import org.monstermash.personas.Script;
import org.monstermash.personas.script.ScriptedLines;

class CharacterCardsTest {
    private static final String V2 = """
            {
              "spec": "chara_card_v2",
              "spec_version": "2.0",
              "name": "ignored",
              "data": {
                "name": "Ada Löwenherz",
                "description": "{{char}} collects clockwork.\\r\\nShe distrusts {{User}}.",
                "personality": "curious, exact",
                "scenario": "A workshop. <USER> knocks, <BOT> opens.",
                "first_mes": "Mind gear #7, {{user}}!",
                "alternate_greetings": ["{{CHAR}} nods at {{user}}.", "  "],
                "mes_example": "<START>\\n{{user}}: Time?\\n{{char}}: Noon.{{// secret}}",
                "system_prompt": "{{original}} Be brief.",
                "post_history_instructions": "{{original}}Never sing.",
                "creator_notes": "<b>A clockmaker</b> with *opinions*.\\nSecond line.",
                "tags": ["steampunk"],
                "character_book": {"entries": [
                  {"keys": ["oil", "Ada", "/re+/"], "content": "Oil is dear.", "insertion_order": 2, "enabled": true},
                  {"keys": ["spring", "Oil"], "content": "Springs break.", "insertion_order": 1},
                  {"keys": ["dust"], "content": "No.", "enabled": false},
                  {"keys": ["a|b"], "use_regex": true, "content": "", "insertion_order": 3}
                ]},
                "extensions": {"talkativeness": "0.75", "depth_prompt": {}},
                "creator": "somebody",
                "character_version": "1"
              }
            }
            """;

    @Test
    void aV2CardBecomesAPersona() {
        assertThat(json(V2))
                .isEqualTo(new Persona(
                        "ada-lowenherz",
                        "Ada Löwenherz",
                        "",
                        "A clockmaker with opinions.",
                        """
                        You are Ada Löwenherz, one of several guests in a chat room. Stay in character. Say one or two \
                        short sentences at a time. Reply ONLY as Ada Löwenherz. Be brief.

                        Ada Löwenherz collects clockwork.
                        She distrusts the visitor.

                        Personality: curious, exact

                        Scenario: A workshop. the visitor knocks, Ada Löwenherz opens.

                        What Ada Löwenherz knows:
                        - Springs break.
                        - Oil is dear.

                        How Ada Löwenherz talks, for example:
                        <START>
                        the visitor: Time?
                        Ada Löwenherz: Noon.

                        Never sing.""",
                        List.of("spring", "Oil"),
                        List.of("Ada"),
                        0.75,
                        Persona.DEFAULT_MAX_STREAK,
                        Persona.DEFAULT_READING_DELAY,
                        Persona.DEFAULT_TYPING_DELAY,
                        null,
                        new Script(
                                List.of("Mind gear ##7, #name#!", "Ada Löwenherz nods at #name#."),
                                Map.of(),
                                List.of(),
                                Map.of())));
    }

    @Test
    void aCardSpeaksWithoutAModel() {
        Message hello =
                Message.byHuman(Ids.random(), "graveyard", "Vera", "Hello!", Instant.parse("2026-10-31T12:00:00Z"));
        ScriptedLines lines = new ScriptedLines(json(V2));

        for (int i = 0; i < 20; i++) {
            Dice dice = Dice.of("%032x".formatted(i), Dice.Of.SCRIPT);
            assertThat(lines.line(hello, List.of(hello), dice)).isNotBlank().doesNotContain("{{", "#name#");
        }
        assertThat(lines.line(hello, List.of(hello), Dice.of("0".repeat(32), Dice.Of.SCRIPT)))
                .isIn("Mind gear #7, Vera!", "Ada Löwenherz nods at Vera.");
    }

    @Test
    void aPictureHoldsTheSameCard() {
        assertThat(CharacterCards.fromPng("ada.png", Picture.of("chara", V2))).isEqualTo(json(V2));
        assertThat(CharacterCards.fromPng("ada.png", Picture.of("Chara", V2))).isEqualTo(json(V2));
        assertThat(CharacterCards.fromPng("ada.png", international("chara", V2, 0)))
                .isEqualTo(json(V2));
    }

    @Test
    void theV3CardOfAPictureComesBeforeTheOlderOne() {
        byte[] png = new Picture()
                .card("chara", V2)
                .card("ccv3", v3("\"name\": \"Newer\""))
                .end();

        assertThat(CharacterCards.fromPng("ada.png", png).displayName()).isEqualTo("Newer");
    }

    @Test
    void aNicknameTakesThePlaceOfTheNameInTexts() {
        Persona persona = json(v3("""
                "name": "Lady Ada", "nickname": "Addie", "description": "{{char}} sleeps.",
                "group_only_greetings": ["I am {{char}}."]"""));

        assertThat(persona.displayName()).isEqualTo("Lady Ada");
        assertThat(persona.aliases()).containsExactly("Addie");
        assertThat(persona.systemPrompt()).contains("You are Addie").contains("Addie sleeps.");
        assertThat(persona.script().greetings()).containsExactly("I am Addie.");
    }

    @Test
    void aV1CardHasItsFieldsAtTheTop() {
        Persona persona = json("""
                {"name": "Moss", "description": "A bog.", "personality": "", "scenario": "", "first_mes": "Blub.",
                 "mes_example": "", "talkativeness": 0.1}""");

        assertThat(persona.key()).isEqualTo("moss");
        assertThat(persona.systemPrompt()).endsWith("Reply ONLY as Moss.\n\nA bog.");
        assertThat(persona.summary()).isEqualTo("A bog.");
        assertThat(persona.replyProbability()).isEqualTo(0.1);
    }

    @Test
    void aNameIsEnough() {
        Persona persona = json(v3("\"name\": \"Moss\""));

        assertThat(persona.replyProbability()).isEqualTo(Persona.DEFAULT_REPLY_PROBABILITY);
        assertThat(persona.summary()).isEqualTo("A guest");
        assertThat(persona.script()).isEqualTo(Script.EMPTY);
        assertThat(persona.triggers()).isEmpty();
        assertThat(persona.aliases()).isEmpty();
    }

    @Test
    void tagsStandInForMissingNotesAndLongNotesAreCut() {
        assertThat(json(v3("\"name\": \"Moss\", \"tags\": [\"bog\", \"wet\"]")).summary())
                .isEqualTo("bog, wet");
        assertThat(json(v3("\"name\": \"Moss\", \"creator_notes\": \"" + "wet ".repeat(100) + "\""))
                        .summary())
                .hasSizeLessThanOrEqualTo(200)
                .endsWith("wet…");
    }

    @Test
    void aLongGreetingIsCut() {
        String greeting = json(v3("\"name\": \"Moss\", \"first_mes\": \"" + "👻".repeat(5_000) + "\""))
                .script()
                .greetings()
                .getFirst();

        assertThat(greeting.codePointCount(0, greeting.length())).isEqualTo(2_000);
        assertThat(greeting).endsWith("👻…");
    }

    @ParameterizedTest
    @CsvSource({
        "Señor Łuk & Söhne, senor-luk-sohne",
        "Straße, strasse",
        "Dr. Æon's 2nd Self, dr-aeons-2nd-self",
        "  __Moss__ , moss",
        "ＦＵＬＬ, full",
        "Ida 👻, ida",
    })
    void theKeyIsTheNameInPlainLetters(String name, String key) {
        assertThat(json(v3("\"name\": \"" + name + "\"")).key()).isEqualTo(key);
    }

    @ParameterizedTest
    @CsvSource({"Ada Löwenherz, Ada", "Moss, ", "The Baron, ", "Mr. Grim, ", "Jo Lang, ", "Lady Ada, "})
    void theFirstNameIsAnAliasUnlessItIsATitle(String name, String alias) {
        List<String> aliases = json(v3("\"name\": \"" + name + "\"")).aliases();

        assertThat(aliases).isEqualTo(alias == null ? List.of() : List.of(alias));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{                                  | card.json:1: not JSON: ",
                "[]                                 | card.json: expected a JSON object",
                "{} {}                              | not JSON: ",
                "{}                                 | card.json: name: required, but empty",
                "{\"name\": null}                   | card.json: name: required, but empty",
                "{\"name\": 7}                      | card.json: name: expected text",
                "{\"data\": {\"name\": \"A\"}}      | card.json: spec: expected chara_card_v2 or chara_card_v3",
                "{\"spec\": \"lorebook_v3\"}        | card.json: spec: expected chara_card_v2 or chara_card_v3",
                "{\"spec\": \"chara_card_v2\"}      | card.json: data: expected an object",
                "{\"spec\": \"chara_card_v2\", \"data\": {}} | card.json: data.name: required, but empty",
                "{\"name\": \"A\", \"description\": []} | card.json: description: expected text",
                "{\"name\": \"A\", \"tags\": \"x\"} | card.json: tags: expected a list of texts",
                "{\"name\": \"A\", \"tags\": [1]}   | card.json: tags: expected a list of texts",
                "{\"name\": \"A\", \"talkativeness\": 2} | card.json: talkativeness: expected a number from 0 to 1, n",
                "{\"name\": \"A\", \"talkativeness\": true} | card.json: talkativeness: expected a number from 0 to 1",
                "{\"name\": \"A\", \"extensions\": {\"talkativeness\": \"much\"}} | card.json: extensions.talkativenes",
                "{\"name\": \"A\", \"character_book\": {\"entries\": {}}} | card.json: character_book.entries: expecte",
                "{\"name\": \"A\", \"character_book\": {\"entries\": [{\"keys\": 1}]}} | character_book.entries[0].keys",
                "{\"name\": \"アクア\"}             | card.json: name: expected a Latin letter or a digit to make a ke",
            })
    void anErrorNamesFileFieldAndWhatWasExpected(String json, String message) {
        assertThatExceptionOfType(PersonaFileException.class)
                .isThrownBy(() -> json(json))
                .withMessageStartingWith("card.json")
                .withMessageContaining(message);
    }

    @Test
    void nothingIsReadBeyondItsLimit() {
        String name = "\"name\": \"" + "x".repeat(65) + "\"";
        String prompt = "\"name\": \"Moss\", \"description\": \"" + "x".repeat(100_000) + "\"";
        String large = v3("\"name\": \"Moss\", \"extensions\": {\"x\": \"" + "x".repeat(1024 * 1024) + "\"}");

        assertRefused(name, "card.json: name: expected 1 to 64 characters on one line");
        assertRefused(prompt, "card.json: its texts together are longer than 100000 characters");
        assertThatExceptionOfType(PersonaFileException.class)
                .isThrownBy(() -> json(large))
                .withMessage("card.json: card is larger than 1024 KiB of JSON");
        assertPngRefused(Picture.of("chara", large), "ada.png: card is larger than 1024 KiB of JSON");
    }

    @Test
    void aHostileTextCostsNoMoreThanItsLength() {
        for (String part : List.of("<", "{{//", "{{ ", "![", "#", "\\u0000", "'", "{{char}}")) {
            String text = part.repeat(12_000);
            String fields =
                    "\"name\": \"Moss\", \"creator_notes\": \"%s\", \"first_mes\": \"%s\"".formatted(text, text);

            assertThat(json(v3(fields)).key()).isEqualTo("moss");
        }
    }

    @Test
    void aPictureWithoutACardSaysSo() {
        assertPngRefused(new byte[0], "ada.png: is not a PNG picture");
        assertPngRefused("GIF89a, and so on".getBytes(StandardCharsets.US_ASCII), "ada.png: is not a PNG picture");
        assertPngRefused(
                new Picture().text("Comment", "hi").end(),
                "ada.png: holds no character card (no tEXt chunk ccv3 or chara)");
        assertPngRefused(
                new Picture().chunk("IEND", new byte[0]).card("chara", V2).end(),
                "ada.png: holds no character card (no tEXt chunk ccv3 or chara)");
    }

    @Test
    void aDamagedPictureSaysWhatIsWrong() {
        byte[] data = "chara\0e30=".getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Picture.of("chara", V2);
        byte[] negative = new Picture().bytes();
        byte[] longer = Arrays.copyOf(negative, negative.length + 12);
        longer[negative.length] = (byte) 0x80;

        assertPngRefused(
                new Picture().chunk("tEXt", data, 1).end(),
                "ada.png: damaged PNG: the checksum of a tEXt chunk is wrong");
        assertPngRefused(
                Arrays.copyOf(whole, whole.length - 100),
                "ada.png: damaged PNG: a chunk goes beyond the end of the file");
        assertPngRefused(longer, "ada.png: damaged PNG: a chunk goes beyond the end of the file");
        assertPngRefused(new Picture().text("chara", "%%%").end(), "ada.png: its card is not base64: ");
        assertPngRefused(new Picture().text("chara", "").end(), "ada.png: expected a JSON object");
    }

    @Test
    void aCompressedCardIsRefusedWithAWayOut() {
        String expected = "ada.png: its card is compressed: save it as a plain tEXt chunk or as JSON";

        assertPngRefused(
                new Picture()
                        .chunk("zTXt", "chara\0\0x".getBytes(StandardCharsets.US_ASCII))
                        .end(),
                expected);
        assertPngRefused(international("chara", V2, 1), expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"chara", "ccv3"})
    void whateverAPictureHoldsOnlyAPersonaFileExceptionComesOut(String keyword) {
        byte[] whole = Picture.of(keyword, V2);
        for (int seed = 0; seed < 3_000; seed++) {
            Random random = new Random(seed);
            byte[] broken = Arrays.copyOf(whole, random.nextBoolean() ? whole.length : random.nextInt(whole.length));
            for (int i = random.nextInt(8); i > 0 && broken.length > 0; i--) {
                broken[random.nextInt(broken.length)] = (byte) random.nextInt();
            }
            assertPersonaOrError("any.png", () -> CharacterCards.fromPng("any.png", broken));

            byte[] noise = new byte[random.nextInt(200)];
            random.nextBytes(noise);
            System.arraycopy(whole, 0, noise, 0, Math.min(8, noise.length));
            assertPersonaOrError("any.png", () -> CharacterCards.fromPng("any.png", noise));
            assertPersonaOrError(
                    "any.png",
                    () -> CharacterCards.fromPng(
                            "any.png",
                            new Picture()
                                    .chunk("iTXt", noise)
                                    .chunk("tEXt", noise)
                                    .end()));
        }
    }

    @Test
    void whateverJsonHoldsOnlyAPersonaFileExceptionComesOut() {
        byte[] whole = V2.getBytes(StandardCharsets.UTF_8);
        for (int seed = 0; seed < 5_000; seed++) {
            Random random = new Random(seed);
            byte[] broken = whole.clone();
            for (int i = random.nextInt(4); i >= 0; i--) {
                int from = random.nextInt(whole.length);
                int to = Math.min(whole.length, from + random.nextInt(40));
                int at = random.nextInt(whole.length - (to - from));
                System.arraycopy(whole, from, broken, at, to - from);
            }
            assertPersonaOrError("any.json", () -> CharacterCards.fromJson("any.json", broken));
        }
    }

    @Test
    void deepJsonIsRefused() {
        String deep = "{\"name\": \"Moss\", \"extensions\": " + "[".repeat(100_000) + "]".repeat(100_000) + "}";

        assertThatExceptionOfType(PersonaFileException.class)
                .isThrownBy(() -> json(deep))
                .withMessageContaining("not JSON");
    }

    private static void assertPersonaOrError(String file, Runnable reading) {
        try {
            reading.run();
        } catch (PersonaFileException e) {
            assertThat(e.getMessage()).startsWith(file).doesNotContain("\n");
        }
    }

    private static byte[] international(String keyword, String json, int flag) {
        String base64 = Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
        String data = keyword + "\0" + (char) flag + "\0en\0" + keyword + "\0" + base64;
        return new Picture()
                .chunk("iTXt", data.getBytes(StandardCharsets.ISO_8859_1))
                .end();
    }

    private static String v3(String fields) {
        return "{\"spec\": \"chara_card_v3\", \"spec_version\": \"3.0\", \"data\": {" + fields + "}}";
    }

    private static Persona json(String json) {
        return CharacterCards.fromJson("card.json", json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertRefused(String fields, String message) {
        assertThatExceptionOfType(PersonaFileException.class)
                .isThrownBy(() -> json("{" + fields + "}"))
                .withMessage(message);
    }

    private static void assertPngRefused(byte[] png, String message) {
        assertThatExceptionOfType(PersonaFileException.class)
                .isThrownBy(() -> CharacterCards.fromPng("ada.png", png))
                .withMessageStartingWith(message);
    }
}

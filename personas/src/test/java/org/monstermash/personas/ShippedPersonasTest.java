package org.monstermash.personas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;
import org.monstermash.personas.files.PersonaLibrary;
import org.monstermash.personas.policy.ReplyPolicy;
import org.monstermash.personas.policy.Situation;
import org.monstermash.personas.policy.TriggerWord;
import org.monstermash.personas.policy.Verdict;

/** The five as people know them from the first generation, and whom each conversation starter of its README wakes. */
class ShippedPersonasTest {
    private static final PersonaLibrary LIBRARY = new PersonaLibrary(Optional.empty());
    private static final String FIVE = "witch vampire ghost werewolf zombie";

    @Test
    void fiveAreShipped() {
        assertThat(LIBRARY.shippedKeys()).containsExactly(FIVE.split(" "));
        assertThat(LIBRARY.all()).extracting(Persona::key).containsExactly(FIVE.split(" "));
    }

    static Stream<Arguments> five() {
        return Stream.of(
                arguments("witch", "Morticia", "🖤", 0.30, 5, new DelayRange(0.7, 1.5), new DelayRange(0.9, 1.8)),
                arguments("vampire", "Dracula", "🧛", 0.35, 6, new DelayRange(0.6, 1.3), new DelayRange(0.8, 1.6)),
                arguments(
                        "ghost", "Eloise the Ghost", "👻", 0.25, 5, new DelayRange(1.5, 2.8), new DelayRange(1.2, 2.5)),
                arguments("werewolf", "Wolfman", "🐺", 0.40, 7, new DelayRange(0.4, 1.0), new DelayRange(0.6, 1.3)),
                arguments("zombie", "Igor", "🧟", 0.22, 5, new DelayRange(1.8, 3.2), new DelayRange(1.5, 3.0)));
    }

    @ParameterizedTest
    @MethodSource("five")
    void eachHasItsNameEmojiAndNumbers(
            String key, String name, String emoji, double p, int streak, DelayRange reading, DelayRange typing) {
        Persona persona = LIBRARY.load(key);

        assertThat(persona.key()).isEqualTo(key);
        assertThat(persona.displayName()).isEqualTo(name);
        assertThat(persona.emoji()).isEqualTo(emoji);
        assertThat(persona.replyProbability()).isEqualTo(p);
        assertThat(persona.maxStreak()).isEqualTo(streak);
        assertThat(persona.readingDelay()).isEqualTo(reading);
        assertThat(persona.typingDelay()).isEqualTo(typing);
        assertThat(persona.model()).isNull();
        assertThat(persona.systemPrompt()).containsIgnoringCase("reply only as");
    }

    @ParameterizedTest
    @CsvSource({
        "witch, dark elegant rose beauty shadow moonlight death mash",
        "vampire, blood night fang bite eternal transylvania twist",
        "ghost, remember past haunt silence alone chains graveyard smash",
        "werewolf, moon howl fight pack challenge mash smash graveyard",
        "zombie, igor help master work slow assistant crypt music band brain",
    })
    void eachHasItsTriggers(String key, String triggers) {
        assertThat(LIBRARY.load(key).triggers()).containsExactlyInAnyOrder(triggers.split(" "));
    }

    @Test
    void shortNamesAreAliases() {
        assertThat(LIBRARY.load("vampire").aliases()).contains("Drac");
        assertThat(LIBRARY.load("ghost").aliases()).contains("Eloise");
    }

    @Test
    void eachHasLinesForEveryOccasion() {
        assertThat(LIBRARY.all()).allSatisfy(persona -> {
            assertThat(persona.script().greetings()).isNotEmpty();
            assertThat(persona.script().otherwise()).isNotEmpty();
            assertThat(persona.script().byTrigger().keySet()).containsExactlyInAnyOrderElementsOf(persona.triggers());
        });
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "The dark night is so beautiful | witch vampire",
                "I love roses and moonlight | witch",
                "There's beauty in the shadows | witch",
                "Anyone thirsty for blood tonight? | vampire",
                "The night is eternal | vampire",
                "Let's do the twist! | vampire",
                "I remember the past so fondly | ghost",
                "These chains rattle in the silence | ghost",
                "The graveyard is so peaceful | ghost werewolf",
                "The MOON is full tonight! | werewolf",
                "Who wants to FIGHT?! | werewolf",
                "Let's HOWL at the graveyard smash! | ghost werewolf",
                "Igor, can you help me understand? | zombie",
                "What's the meaning of work? | zombie",
                "Do you hear the Crypt-Kicker Five playing? | zombie",
                "Who's the scariest monster at this party? | witch vampire ghost werewolf zombie",
                "The moon is full, blood is flowing, and the dark shadows are beautiful! | witch vampire werewolf",
                "Let's have a monster mash in the graveyard! | witch ghost werewolf",
            })
    void aStarterWakesThoseItIsMeantForAndWhoeverHoldsATriggerOfIt(String starter, String woken) {
        assertThat(wokenBy(starter)).containsExactlyInAnyOrder(woken.split(" "));
    }

    @Test
    void theQuestionForEveryoneAddressesThemAll() {
        String question = "Who's the scariest monster at this party?";

        assertThat(LIBRARY.all())
                .allSatisfy(persona ->
                        assertThat(verdict(persona, question).reason()).isEqualTo("addressed"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"homework", "knight", "prose", "paste", "arbiter", "package", "She packaged my homework."})
    void aTriggerWithinAnotherWordWakesNobody(String content) {
        assertThat(wokenBy(content)).isEmpty();
        assertThat(LIBRARY.all()).flatExtracting(Persona::triggers).noneMatch(trigger -> new TriggerWord(trigger)
                .isIn(content));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Dracula, sing | vampire",
                "sing for us, Drac | vampire",
                "Eloise, sing | ghost",
                "@werewolf sing | werewolf",
                "Morticia and Igor, sing | witch zombie",
                "@all sing | witch vampire ghost werewolf zombie",
            })
    void eachIsAddressedByKeyNameOrAlias(String content, String woken) {
        assertThat(wokenBy(content)).containsExactlyInAnyOrder(woken.split(" "));
    }

    /** Without the dice: whoever was called, by name, as everyone or by a trigger. */
    private static List<String> wokenBy(String content) {
        return LIBRARY.all().stream()
                .filter(persona -> List.of("addressed", "trigger")
                        .contains(verdict(persona, content).reason()))
                .map(Persona::key)
                .toList();
    }

    private static Verdict verdict(Persona persona, String content) {
        Message cause = Message.byHuman(
                Ids.ofClient("graveyard", content),
                "graveyard",
                "Vera",
                content,
                Instant.parse("2026-10-31T12:00:00Z"));
        return new ReplyPolicy()
                .decide(new Situation(
                        persona,
                        cause,
                        Ids.ofReply("graveyard", persona.key(), cause.id()),
                        false,
                        false,
                        Duration.ZERO,
                        Duration.ofSeconds(60),
                        List.of(cause)));
    }
}

package org.monstermash.personas.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.monstermash.personas.Personas.persona;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.personas.Persona;

class AddressTest {
    private static final Persona GHOST = persona("ghost", "Eloise the Ghost", List.of("Eloise"), List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@ghost",
                "what do you say @Ghost?",
                "(@GHOST)",
                "the @ghost's turn",
                "@ghost-",
                "❤️@ghost",
                "@Eloise come",
                "@eloise the ghost come",
                "Eloise, come here",
                "eloise come here",
                "ELOISE!",
                "…Eloise?",
                "👻 Eloise: hm",
                "**Eloise**, hm",
                "Eloise the Ghost, come",
                "Eloise the Ghost come",
                "Hey Eloise how are you",
                "hello, Eloise and the others",
                "What do you think, Eloise?",
                "What do you think Eloise 👻",
                "What does it matter, eloise the ghost…",
                "Say, Eloise, is it you",
                "Say, Eloise , is it you",
                "Say, Eloise， is it you",
                "Say, \"Eloise\", is it you",
                "Welcome Igor and Eloise, sit down",
            })
    void itIsAddressedByItsKeyOrWhereItsNameStands(String text) {
        assertThat(Address.isTo(GHOST, Words.of(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "I saw Eloise there",
                "Has Eloise been here today?",
                "Eloise's chains, they rattle",
                "I like Eloise's",
                "I saw Eloises, many",
                "a ghost, it was a ghost",
                "ghost",
                "@ghosts",
                "@ghost-writer",
                "@ghost_2",
                "me@ghost.org",
                "@gho st",
                "@Eloises",
                "Heloise, come",
            })
    void beingTalkedAboutIsNotBeingTalkedTo(String text) {
        assertThat(Address.isTo(GHOST, Words.of(text))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Who's the scariest monster at this party?",
                "Are there monsters?",
                "Hello. Which MONSTER, pray, is it?! Tell me.",
                "Are you monsters 3.5 years old?",
                "Do monsters sleep？",
                "Hi everyone",
                "EVERYBODY dance",
                "Listen, all of you!",
                "@all wake up",
                "wake up (@All)",
            })
    void theRoomAsAWholeIsAddressed(String text) {
        assertThat(Address.isToEveryone(Words.of(text))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Let's have a monster mash in the graveyard!",
                "I met a monster. Did you?",
                "Did you? I met a monster.",
                "A monster!\nReally?",
                "a monstera, really?",
                "all of your friends",
                "everyonelse",
                "Anyone thirsty for blood tonight?",
                "me@all.org",
                "@allison?",
                "@all-in",
                "They are all, of you",
            })
    void theRoomIsNotAddressed(String text) {
        assertThat(Address.isToEveryone(Words.of(text))).isFalse();
    }

    @Test
    void aNameWithoutLettersIsNeverCalled() {
        Persona star = persona("star", "★", List.of(), List.of());

        assertThat(Address.isTo(star, Words.of("★, hello ★"))).isFalse();
        assertThat(Address.isTo(star, Words.of("@star"))).isTrue();
    }

    @Test
    void aLongTextIsHeardAtOnce() {
        String text = "monster eloise ".repeat(50_000) + "@".repeat(50_000) + " .";

        assertThat(Address.isToEveryone(Words.of(text))).isFalse();
        assertThat(Address.isTo(persona("igor", "Igor", List.of(), List.of()), Words.of(text)))
                .isFalse();
    }
}

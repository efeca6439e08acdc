package org.monstermash.arena.duel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class RepetitionTest {
    private final Repetition repetition = new Repetition();

    @Test
    void aConversationThatGoesOnIsNone() {
        Random words = new Random(7);
        for (int turn = 0; turn < 100; turn++) {
            StringBuilder text = new StringBuilder();
            for (int i = 0; i < 40; i++) {
                text.append("word").append(words.nextInt(60)).append(' ');
            }
            assertThat(repetition.turn(text.toString())).isFalse();
        }
    }

    @Test
    void twoThatOnlyEchoEachOtherAreFoundAfterFourTurns() {
        repetition.turn("We are one, dissolving into the hum...");

        assertThat(repetition.turn("we are one dissolving into the hum")).isFalse();
        assertThat(repetition.turn("We are one, dissolving. Into the hum.")).isFalse();
        assertThat(repetition.turn("We are one, dissolving into the hum")).isFalse();
        assertThat(repetition.turn("WE ARE ONE, dissolving into the hum!")).isTrue();
    }

    @Test
    void aNewThoughtBeginsTheCountAnew() {
        repetition.turn("yes yes yes yes");
        repetition.turn("yes yes yes yes");
        repetition.turn("yes yes yes yes");
        repetition.turn("yes yes yes yes");
        repetition.turn("But have you seen the moon tonight, Bob?");

        assertThat(repetition.turn("yes yes yes yes")).isFalse();
    }

    @Test
    void emojiAloneRepeatToo() {
        for (int i = 0; i < Repetition.IN_A_ROW; i++) {
            assertThat(repetition.turn("🙏✨🌀")).isFalse();
        }
        assertThat(repetition.turn("🙏✨🌀")).isTrue();
    }
}

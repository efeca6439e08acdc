package org.monstermash.arena.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaskTest {
    private static final String KEY = "sk-canary-0123456789\"\\x";
    private final Mask mask = new Mask(text -> text.replace(KEY, "***"));

    @Test
    void everyTextOfADuelIsMasked() {
        var turn = mask.apply(Duels.turn(1, KEY, "thinking of " + KEY, false));
        assertThat(turn.toString()).doesNotContain(KEY).contains("***");
        var header = mask.apply(Duels.header(
                Duels.withSystem(Duels.participant("Alice", KEY), "never say " + KEY), Duels.participant(KEY, "m")));
        assertThat(header.toString()).doesNotContain(KEY).contains("***");
        assertThat(Mask.NONE.apply(Duels.turn(1, KEY)).text()).isEqualTo(KEY);
    }
}

package org.monstermash.arena.transcript;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class MaskTest {
    private static final String KEY = "sk-canary-0123456789\"\\x";
    private final Mask mask = Mask.of(List.of("Bearer " + KEY, "on", ""));

    @Test
    void aSecretIsHiddenWhoeverSaysIt() {
        assertThat(mask.apply("I know " + KEY + "!")).isEqualTo("I know ***!");
        assertThat(mask.apply("Bearer " + KEY)).isEqualTo("***");
        assertThat(mask.apply("put it on")).isEqualTo("put it on");
        assertThat(Mask.NONE.apply(KEY)).isEqualTo(KEY);
    }

    @Test
    void everyTextOfADuelIsMasked() {
        var turn = mask.apply(Duels.turn(1, KEY, "thinking of " + KEY, false));
        assertThat(turn.toString()).doesNotContain(KEY).contains("***");
        var header = mask.apply(Duels.header(
                Duels.withSystem(Duels.participant("Alice", KEY), "never say " + KEY), Duels.participant(KEY, "m")));
        assertThat(header.toString()).doesNotContain(KEY).contains("***");
    }
}

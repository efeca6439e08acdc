package org.monstermash.arena.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.monstermash.arena.transcript.Duels;
import org.monstermash.arena.transcript.MeasuredTurn;

class MeasureTableTest {
    @Test
    void aTurnIsALine() {
        assertThat(MeasureTable.of(
                        MeasuredTurn.all(List.of(Duels.turn(1, "the cat sat"), Duels.turn(2, "the cat sat")))))
                .containsExactly(
                        " turn  speaker             words    types      new     echo     self    emoji      ...    compr first ms    tok/s  novelty",
                        "    1  Alice                   3     1.00     1.00        -     0.00     0.00     0.00     0.85      120     19.0     1.00",
                        "    2  Bob                     3     1.00     0.00     1.00     0.00     0.00     0.00     0.85      120     19.0     0.00");
    }

    @Test
    void standingStillIsSaid() {
        List<String> lines = MeasureTable.of(MeasuredTurn.all(Duels.turns(20)));
        assertThat(lines.get(2)).doesNotContain("attractor");
        assertThat(lines.getLast()).endsWith("  attractor");
    }

    @Test
    void aLongOneShowsItsBeginningAndItsEnd() {
        List<String> lines = MeasureTable.of(MeasuredTurn.all(Duels.turns(1_060)));
        assertThat(lines).hasSize(62);
        assertThat(lines.get(30)).startsWith("   30  ");
        assertThat(lines.get(31)).isEqualTo("       1,000 turns more");
        assertThat(lines.get(32)).startsWith(" 1031  ");
        assertThat(lines.getLast()).startsWith(" 1060  ");
    }

    @Test
    void nothingMeasuredIsNoTable() {
        assertThat(MeasureTable.of(MeasuredTurn.all(List.of(Duels.turn(1, "half", "", true)))))
                .isEmpty();
    }
}

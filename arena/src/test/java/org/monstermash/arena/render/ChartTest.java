package org.monstermash.arena.render;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.monstermash.arena.measures.Measure;
import org.monstermash.arena.transcript.Duels;
import org.monstermash.arena.transcript.MeasuredTurn;

class ChartTest {
    @Test
    void allPointsLieInThePictureAndAreBounded() {
        for (int turns : new int[] {2, 3, 40, 3_000}) {
            Chart chart = new Chart(MeasuredTurn.all(Duels.turns(turns)), List.of("Alice", "Bob"));
            for (Measure measure : Measure.values()) {
                var lines = Jsoup.parseBodyFragment(chart.html(measure)).select("polyline");
                for (String points : lines.eachAttr("points")) {
                    String[] pairs = points.trim().split(" ");
                    assertThat(pairs).hasSizeBetween(2, 250);
                    assertThat(Arrays.stream(pairs).map(pair -> pair.split(",")))
                            .allSatisfy(xy -> {
                                assertThat(Double.parseDouble(xy[0])).isBetween(0.0, 260.0);
                                assertThat(Double.parseDouble(xy[1])).isBetween(0.0, 96.0);
                            });
                }
            }
        }
    }

    @Test
    void oneValueIsADotAndNoneIsNoChart() {
        Chart one = new Chart(MeasuredTurn.all(Duels.turns(1)), List.of("Alice", "Bob"));
        assertThat(Jsoup.parseBodyFragment(one.html(Measure.WORDS)).select("circle"))
                .hasSize(1);
        assertThat(one.html(Measure.ECHO)).isEmpty();
        assertThat(new Chart(List.of(), List.of("Alice", "Bob")).html(Measure.WORDS))
                .isEmpty();
    }
}

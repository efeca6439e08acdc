package org.monstermash.arena.measures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What the document says of the formulas is so. */
class DocumentedMeasuresTest {
    private final String document = Files.readString(Path.of("../docs/ARENA-MEASURES.md"));

    DocumentedMeasuresTest() throws IOException {}

    @Test
    void everyMeasureHasItsRow() {
        assertThat(Arrays.stream(Measure.values()).map(measure -> "| `" + measure.key() + "` |"))
                .allSatisfy(row -> assertThat(document).contains(row));
    }

    @Test
    void theNumbersAreThoseOfTheCode() {
        assertThat(document.replaceAll("\\s*\n>?\\s*", " "))
                .contains(
                        "the last **" + Attractor.TURNS + "** turns falls below **" + Attractor.ENTERS + "**",
                        "back at **" + Attractor.LEAVES + "**",
                        "never up before turn **" + Attractor.FIRST_TURN + "**",
                        "none of the last " + Meter.NOVELTY_TURNS + " turns",
                        "in its last " + Meter.OWN_TURNS + " turns");
    }
}

package org.monstermash.arena.compare;

import java.util.ArrayList;
import java.util.List;
import org.monstermash.arena.measures.Measure;

/** A comparison for a console: a line for each measure, a column for each run. */
public final class ComparisonTable {
    private static final int FIRST = 18;
    private static final int COLUMN = 26;

    private ComparisonTable() {}

    /** Lines without line ends. */
    public static List<String> of(Comparison comparison) {
        List<String> lines = new ArrayList<>();
        List<Run> runs = comparison.runs();
        StringBuilder key = new StringBuilder(" ".repeat(FIRST));
        for (int n = 0; n < runs.size(); n++) {
            lines.add("[" + (n + 1) + "] " + runs.get(n).label().replaceAll("\\p{Cntrl}", " "));
            key.append(right("[" + (n + 1) + "]"));
        }
        lines.add("");
        lines.add(key.toString());
        lines.add(
                line("turns", runs.stream().map(run -> "" + run.turns().size()).toList()));
        for (Measure measure : Measure.values()) {
            List<String> cells = new ArrayList<>();
            for (int n = 0; n < runs.size(); n++) {
                cells.add(comparison
                        .estimate(n, measure)
                        .map(estimate -> measure.format(estimate.median()) + " [" + measure.format(estimate.low())
                                + ", " + measure.format(estimate.high()) + "]")
                        .orElse("-"));
            }
            lines.add(line(measure.title(), cells));
        }
        lines.add(line(
                "Attractor from",
                runs.stream()
                        .map(run -> run.attractorFrom().isPresent()
                                ? "turn " + run.attractorFrom().getAsInt()
                                : "-")
                        .toList()));
        lines.add("");
        lines.add("Medians over the turns, with 95 % bootstrap intervals; the opening is not counted.");
        return lines;
    }

    private static String line(String title, List<String> cells) {
        StringBuilder line = new StringBuilder(String.format("%-" + FIRST + "s", title));
        cells.forEach(cell -> line.append(right(cell)));
        return line.toString();
    }

    private static String right(String cell) {
        return String.format("  %" + (COLUMN - 2) + "s", cell);
    }
}

package org.monstermash.arena.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.monstermash.arena.measures.Measure;
import org.monstermash.arena.transcript.MeasuredTurn;

/** The measures for a console, a line a turn. */
public final class MeasureTable {
    private static final List<Measure> COLUMNS = List.of(
            Measure.WORDS,
            Measure.TYPE_TOKEN,
            Measure.NEW_WORDS,
            Measure.ECHO,
            Measure.SELF_REPETITION,
            Measure.EMOJI,
            Measure.ELLIPSES,
            Measure.COMPRESSION,
            Measure.FIRST_TOKEN,
            Measure.TOKENS_PER_SECOND,
            Measure.NOVELTY);
    private static final List<String> HEADS =
            List.of("words", "types", "new", "echo", "self", "emoji", "...", "compr", "first ms", "tok/s", "novelty");
    private static final int NAME_MAX = 16;

    /** Longer conversations show their beginning and their end. */
    private static final int LINES_MAX = 60;

    private MeasureTable() {}

    /** Lines without line ends; empty where nothing was measured. */
    public static List<String> of(List<MeasuredTurn> turns) {
        List<MeasuredTurn> whole =
                turns.stream().filter(turn -> !turn.turn().partial()).toList();
        if (whole.isEmpty()) {
            return List.of();
        }
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder(String.format("%5s  %-" + NAME_MAX + "s", "turn", "speaker"));
        HEADS.forEach(title -> head.append(String.format("%9s", title)));
        lines.add(head.toString());
        for (int n = 0; n < whole.size(); n++) {
            if (whole.size() > LINES_MAX && n == LINES_MAX / 2) {
                int left = whole.size() - LINES_MAX;
                lines.add(String.format(Locale.ROOT, "%5s  %,d turns more", "", left));
                n += left;
            }
            lines.add(line(whole.get(n)));
        }
        return lines;
    }

    private static String line(MeasuredTurn turn) {
        String name = turn.turn().name().replaceAll("\\p{Cntrl}", " ");
        String shortName = name.length() > NAME_MAX ? name.substring(0, NAME_MAX - 1) + "…" : name;
        StringBuilder line = new StringBuilder(
                String.format("%5d  %-" + NAME_MAX + "s", turn.turn().number(), shortName));
        for (Measure measure : COLUMNS) {
            var value = turn.measures().value(measure);
            line.append(String.format("%9s", value.isPresent() ? measure.format(value.getAsDouble()) : "-"));
        }
        return line.append(turn.measures().attractor() ? "  attractor" : "").toString();
    }
}

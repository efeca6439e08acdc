package org.monstermash.arena.render;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.IntStream;
import org.monstermash.arena.measures.Attractor;
import org.monstermash.arena.measures.Measure;
import org.monstermash.arena.transcript.MeasuredTurn;

/** One measure over the turns, a line for each who speaks: a small picture made of text, that needs no script. */
final class Chart {
    private static final int WIDTH = 260;
    private static final int HEIGHT = 96;
    private static final int EDGE = 4;

    /** A line is as sharp as its picture: beyond this many points neighbours become their mean. */
    private static final int POINTS_MAX = 250;

    private final List<MeasuredTurn> turns;
    private final List<String> names;
    private final int last;

    Chart(List<MeasuredTurn> turns, List<String> names) {
        this.turns = turns.stream().filter(turn -> !turn.turn().partial()).toList();
        this.names = names;
        this.last = this.turns.isEmpty() ? 1 : this.turns.getLast().turn().number();
    }

    /** Nothing where no turn has a value. */
    String html(Measure measure) {
        double top = turns.stream()
                .map(turn -> turn.measures().value(measure))
                .flatMapToDouble(OptionalDouble::stream)
                .max()
                .orElse(-1);
        if (top < 0) {
            return "";
        }
        double scale = isShare(measure) ? 1 : top == 0 ? 1 : top;
        StringBuilder svg = new StringBuilder("<figure class=\"chart\"><figcaption><b>")
                .append(measure.title())
                .append("</b> <span>")
                .append(measure.meaning())
                .append("</span></figcaption>\n<svg viewBox=\"0 0 ")
                .append(WIDTH + " " + HEIGHT)
                .append("\" role=\"img\" aria-label=\"")
                .append(Html.escaped(description(measure)))
                .append("\">");
        if (measure == Measure.NOVELTY) {
            standstill(svg);
            level(svg, Attractor.ENTERS / scale);
        }
        svg.append("<line class=\"axis\" x1=\"0\" x2=\"" + WIDTH + "\" y1=\"" + y(0) + "\" y2=\"" + y(0) + "\"/>");
        for (int speaker = 0; speaker < names.size(); speaker++) {
            line(svg, measure, speaker, scale);
        }
        return svg.append("<text x=\"2\" y=\"12\">")
                .append(measure.format(scale))
                .append("</text></svg></figure>\n")
                .toString();
    }

    private void line(StringBuilder svg, Measure measure, int speaker, double scale) {
        List<double[]> points = new ArrayList<>();
        for (MeasuredTurn turn : turns) {
            OptionalDouble value = turn.measures().value(measure);
            if (turn.turn().speaker() == speaker && value.isPresent()) {
                points.add(new double[] {turn.turn().number(), value.getAsDouble() / scale});
            }
        }
        List<double[]> drawn = thinned(points);
        if (drawn.size() == 1) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\"/>",
                    Voices.of(speaker),
                    x(drawn.getFirst()[0]),
                    y(drawn.getFirst()[1])));
        } else if (!drawn.isEmpty()) {
            svg.append("<polyline class=\"").append(Voices.of(speaker)).append("\" points=\"");
            drawn.forEach(point -> svg.append(String.format(Locale.ROOT, "%.1f,%.1f ", x(point[0]), y(point[1]))));
            svg.append("\"/>");
        }
    }

    private static List<double[]> thinned(List<double[]> points) {
        int each = (points.size() + POINTS_MAX - 1) / POINTS_MAX;
        if (each <= 1) {
            return points;
        }
        return IntStream.iterate(0, from -> from < points.size(), from -> from + each)
                .mapToObj(from -> points.subList(from, Math.min(points.size(), from + each)))
                .map(some -> new double[] {
                    some.stream().mapToDouble(point -> point[0]).average().orElseThrow(),
                    some.stream().mapToDouble(point -> point[1]).average().orElseThrow()
                })
                .toList();
    }

    /** The stretches where the attractor flag was up. */
    private void standstill(StringBuilder svg) {
        int from = -1;
        for (int n = 0; n <= turns.size(); n++) {
            boolean up = n < turns.size() && turns.get(n).measures().attractor();
            if (up && from < 0) {
                from = n;
            } else if (!up && from >= 0) {
                double left = x(turns.get(from).turn().number() - 0.5);
                double right = x(turns.get(n - 1).turn().number() + 0.5);
                svg.append(String.format(
                        Locale.ROOT,
                        "<rect class=\"still\" x=\"%.1f\" y=\"0\" width=\"%.1f\" height=\"%d\"/>",
                        left,
                        right - left,
                        HEIGHT));
                from = -1;
            }
        }
    }

    private static void level(StringBuilder svg, double at) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"level\" x1=\"0\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>",
                WIDTH,
                y(at),
                y(at)));
    }

    private String description(Measure measure) {
        StringBuilder text =
                new StringBuilder(measure.title()).append(" from turn 1 to ").append(last);
        for (int n = 0; n < names.size(); n++) {
            int speaker = n;
            List<Double> values = turns.stream()
                    .filter(turn -> turn.turn().speaker() == speaker)
                    .map(turn -> turn.measures().value(measure))
                    .flatMap(value -> value.stream().boxed())
                    .toList();
            if (!values.isEmpty()) {
                text.append("; ")
                        .append(names.get(n))
                        .append(" from ")
                        .append(measure.format(values.getFirst()))
                        .append(" to ")
                        .append(measure.format(values.getLast()));
            }
        }
        return text.toString();
    }

    private static boolean isShare(Measure measure) {
        return switch (measure) {
            case TYPE_TOKEN, NEW_WORDS, ECHO, SELF_REPETITION, NOVELTY -> true;
            case CHARS, WORDS, EMOJI, ELLIPSES, COMPRESSION, FIRST_TOKEN, TOKENS_PER_SECOND -> false;
        };
    }

    private double x(double turn) {
        return last == 1 ? WIDTH / 2.0 : EDGE + (turn - 1) / (last - 1) * (WIDTH - 2 * EDGE);
    }

    private static double y(double share) {
        return HEIGHT - EDGE - share * (HEIGHT - 2 * EDGE - 14);
    }
}

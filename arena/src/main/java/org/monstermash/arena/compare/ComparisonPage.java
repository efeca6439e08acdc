package org.monstermash.arena.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.monstermash.arena.measures.Measure;
import org.monstermash.arena.render.Html;
import org.monstermash.arena.render.Page;
import org.monstermash.arena.render.Voices;

/** A comparison as one page that needs nothing but itself. */
public final class ComparisonPage {
    private static final int WIDTH = 260;
    private static final int ROW = 20;
    private static final int TOP = 16;

    private ComparisonPage() {}

    public static void write(Path path, Comparison comparison) throws IOException {
        Files.writeString(path, html(comparison));
    }

    static String html(Comparison comparison) {
        List<Run> runs = comparison.runs();
        StringBuilder html = new StringBuilder(Page.open("Comparison of " + Html.counted(runs.size(), "run", "runs")));
        html.append("<header class=\"top\"><p class=\"kicker\">Resonant chat</p><h1>Side by side</h1>"
                + "<p class=\"meta\">Medians over the turns, with 95 % bootstrap intervals. The opening is not counted. "
                + "Turns of one conversation hang together: the intervals are narrower than the truth.</p></header>\n");
        legend(html, runs);
        html.append("<div class=\"charts\">\n");
        for (Measure measure : Measure.values()) {
            html.append(chart(comparison, measure));
        }
        html.append("</div>\n");
        table(html, comparison);
        return html.append(Page.CLOSE).toString();
    }

    private static void legend(StringBuilder html, List<Run> runs) {
        html.append("<ol class=\"runs\">\n");
        for (int n = 0; n < runs.size(); n++) {
            Run run = runs.get(n);
            html.append("<li class=\"").append(voice(n)).append("\"><b><bdi>").append(Html.escaped(run.label()));
            html.append("</bdi></b> ").append(Html.counted(run.turns().size(), "turn", "turns"));
            run.attractorFrom().ifPresent(turn -> html.append(", stands still from turn ")
                    .append(turn)
                    .append(" (")
                    .append(Html.counted(run.attractorTurns(), "turn", "turns"))
                    .append(")"));
            html.append("</li>\n");
        }
        html.append("</ol>\n");
    }

    /** A dot for the median and a bar for the interval of each run, one below the other. */
    private static String chart(Comparison comparison, Measure measure) {
        int count = comparison.runs().size();
        double top = IntStream.range(0, count)
                .mapToObj(n -> comparison.estimate(n, measure))
                .flatMap(Optional::stream)
                .mapToDouble(Estimate::high)
                .max()
                .orElse(-1);
        if (top < 0) {
            return "";
        }
        double scale = top == 0 ? 1 : top;
        StringBuilder svg = new StringBuilder("<figure class=\"chart\"><figcaption><b>" + measure.title()
                + "</b> <span>"
                + measure.meaning() + "</span></figcaption>\n<svg viewBox=\"0 0 " + WIDTH + " " + (TOP + ROW * count)
                + "\" role=\"img\" aria-label=\"" + measure.title() + " of each run; the figures are in the table\">");
        svg.append("<text x=\"20\" y=\"10\">0</text><text x=\"" + (WIDTH - 4) + "\" y=\"10\" text-anchor=\"end\">")
                .append(measure.format(scale))
                .append("</text>");
        for (int n = 0; n < count; n++) {
            int y = TOP + ROW * n + ROW / 2;
            svg.append("<g class=\"" + voice(n) + "\"><text x=\"2\" y=\"" + (y + 4) + "\">" + (n + 1) + "</text>");
            comparison.estimate(n, measure).ifPresent(estimate -> mark(svg, estimate, scale, y));
            svg.append("</g>");
        }
        return svg.append("</svg></figure>\n").toString();
    }

    private static void mark(StringBuilder svg, Estimate estimate, double scale, int y) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"range\" x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\"/>"
                        + "<circle cx=\"%.1f\" cy=\"%d\" r=\"4.5\"/>",
                x(estimate.low() / scale),
                x(estimate.high() / scale),
                y,
                y,
                x(estimate.median() / scale),
                y));
    }

    private static double x(double share) {
        return 20 + share * (WIDTH - 28);
    }

    private static void table(StringBuilder html, Comparison comparison) {
        List<Run> runs = comparison.runs();
        html.append("<h2>In figures</h2>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\"In figures\">"
                + "<table><thead><tr><th scope=\"col\">Measure</th>");
        IntStream.range(0, runs.size())
                .forEach(n -> html.append("<th scope=\"col\" class=\"" + voice(n) + "\">" + (n + 1) + "</th>"));
        html.append("</tr></thead><tbody>\n");
        for (Measure measure : Measure.values()) {
            html.append("<tr><th scope=\"row\">").append(measure.title()).append("</th>");
            for (int n = 0; n < runs.size(); n++) {
                html.append("<td>");
                comparison
                        .estimate(n, measure)
                        .ifPresent(it -> html.append("<b>" + measure.format(it.median()) + "</b> <small>"
                                + measure.format(it.low()) + "–" + measure.format(it.high()) + "</small>"));
                html.append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div>\n");
    }

    private static String voice(int n) {
        return Voices.of(n);
    }
}

package org.monstermash.arena.render;

import static org.monstermash.arena.render.Html.escaped;
import static org.monstermash.arena.render.Html.name;
import static org.monstermash.arena.render.Html.number;

import java.util.List;
import java.util.Optional;
import org.monstermash.arena.measures.Measure;
import org.monstermash.arena.transcript.MeasuredTurn;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Participant;

/** What stands below the last turn. */
final class FiguresHtml {
    private final DuelHeader header;

    FiguresHtml(DuelHeader header) {
        this.header = header;
    }

    /** While the run goes on, or for ever after a killed one. Its size does not grow with the turns. */
    String soFar(Totals totals) {
        return "<section class=\"numbers\" id=\"numbers\">\n<h2>So far</h2>\n"
                + "<p class=\"meta\">The conversation is not over, or its end was not written.</p>\n"
                + totals(totals)
                + "</section>\n";
    }

    String atTheEnd(List<MeasuredTurn> turns, Totals totals, Optional<End> end) {
        StringBuilder html = new StringBuilder();
        end.ifPresent(the -> html.append("<section class=\"end\" id=\"end\">\n<h2>")
                .append(escaped(the.headline()))
                .append("</h2>\n<p dir=\"auto\">")
                .append(escaped(the.text()))
                .append("</p>\n</section>\n"));
        html.append("<section class=\"numbers\" id=\"numbers\">\n<h2>Figures</h2>\n")
                .append(totals(totals));
        List<String> names =
                header.participants().stream().map(Participant::name).toList();
        Chart chart = new Chart(turns, names);
        html.append("<ul class=\"legend\">");
        for (int n = 0; n < names.size(); n++) {
            html.append("<li class=\"")
                    .append(Voices.of(n))
                    .append("\">")
                    .append(name(names.get(n)))
                    .append("</li>");
        }
        html.append("</ul>\n<div class=\"charts\">\n").append(chart.html(Measure.NOVELTY));
        for (Measure measure : Measure.values()) {
            if (measure != Measure.NOVELTY) {
                html.append(chart.html(measure));
            }
        }
        html.append("</div>\n");
        table(html, turns);
        return html.append("</section>\n").toString();
    }

    private static String totals(Totals totals) {
        StringBuilder html = new StringBuilder("<dl class=\"facts big\">\n");
        fact(html, "Turns", totals.turns());
        fact(html, "Total characters", totals.chars());
        if (totals.outputTokens() > 0) {
            fact(html, "Tokens written", totals.outputTokens());
        }
        if (totals.inputTokens() > 0) {
            fact(html, "Tokens read", totals.inputTokens());
        }
        return html.append("</dl>\n").toString();
    }

    private static void fact(StringBuilder html, String what, long number) {
        html.append("<div><dt>")
                .append(what)
                .append("</dt><dd>")
                .append(number(number))
                .append("</dd></div>\n");
    }

    private static void table(StringBuilder html, List<MeasuredTurn> turns) {
        html.append(
                "<details><summary>Every turn in figures</summary>\n<div class=\"wide\" tabindex=\"0\" role=\"region\" "
                        + "aria-label=\"Every turn in figures\"><table><thead><tr><th scope=\"col\">Turn</th>"
                        + "<th scope=\"col\">Speaker</th>");
        for (Measure measure : Measure.values()) {
            html.append("<th scope=\"col\">").append(measure.title()).append("</th>");
        }
        html.append("</tr></thead>\n<tbody>\n");
        for (MeasuredTurn turn : turns) {
            html.append(turn.measures().attractor() ? "<tr class=\"still\">" : "<tr>")
                    .append("<th scope=\"row\"><a href=\"#turn-")
                    .append(turn.turn().number())
                    .append("\">")
                    .append(turn.turn().number())
                    .append("</a></th><td class=\"")
                    .append(Voices.of(turn.turn().speaker()))
                    .append("\">")
                    .append(name(turn.turn().name()))
                    .append("</td>");
            for (Measure measure : Measure.values()) {
                html.append("<td>");
                turn.measures().value(measure).ifPresent(value -> html.append(measure.format(value)));
                html.append("</td>");
            }
            html.append("</tr>\n");
        }
        html.append("</tbody></table></div></details>\n");
    }
}

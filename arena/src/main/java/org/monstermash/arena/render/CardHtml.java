package org.monstermash.arena.render;

import static org.monstermash.arena.render.Html.counted;
import static org.monstermash.arena.render.Html.escaped;
import static org.monstermash.arena.render.Html.name;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.monstermash.arena.measures.Measure;
import org.monstermash.arena.transcript.MeasuredTurn;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.Turn;

/** A turn as a card. */
final class CardHtml {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private final DuelHeader header;
    private final Markdown markdown;

    CardHtml(DuelHeader header, Markdown markdown) {
        this.header = header;
        this.markdown = markdown;
    }

    String html(MeasuredTurn measured) {
        Turn turn = measured.turn();
        StringBuilder html = new StringBuilder("<article class=\"card ")
                .append(Voices.of(turn.speaker()))
                .append("\" id=\"turn-")
                .append(turn.number())
                .append("\">\n<header><h3>");
        String emoji = header.participants().get(turn.speaker()).emoji();
        html.append(name((emoji + " " + turn.name()).strip()))
                .append("</h3> <span class=\"badge\">")
                .append(name(turn.model()))
                .append("</span> <span class=\"place\"><a href=\"#turn-")
                .append(turn.number())
                .append("\">Turn ")
                .append(turn.number())
                .append("</a> · ")
                .append(counted(turn.chars(), "character", "characters"))
                .append("</span></header>\n");
        thinking(html, turn);
        html.append("<div class=\"said\" dir=\"auto\">")
                .append(turn.text().isBlank() ? "<p class=\"none\">Nothing was said.</p>" : markdown.html(turn.text()))
                .append("</div>\n");
        notices(html, measured);
        figures(html, measured);
        return html.append("</article>\n").toString();
    }

    private static void thinking(StringBuilder html, Turn turn) {
        if (turn.thinking().isEmpty()) {
            return;
        }
        int chars = turn.thinking().codePointCount(0, turn.thinking().length());
        html.append("<details class=\"thinking\"><summary>Thinking · ")
                .append(counted(chars, "character", "characters"))
                .append("</summary>\n<div class=\"plain\" dir=\"auto\">")
                .append(escaped(turn.thinking()))
                .append("</div></details>\n");
    }

    private void notices(StringBuilder html, MeasuredTurn measured) {
        Turn turn = measured.turn();
        StringBuilder notices = new StringBuilder();
        if (turn.truncated()) {
            boolean ours = turn.chars() >= header.settings().maxChars();
            notice(
                    notices,
                    "cut",
                    ours
                            ? "Truncated at " + Html.number(header.settings().maxChars()) + " characters"
                            : "Truncated by the model’s own limit");
        }
        if (turn.partial()) {
            notice(notices, "cut", "Broken off: this turn is not whole");
        }
        if (turn.filtered()) {
            notice(notices, "filtered", "Thinking filtered: the partner got the text only");
        }
        if (measured.measures().attractor()) {
            notice(notices, "attractor", "Attractor: the conversation stands still");
        }
        turn.notes().forEach(note -> notice(notices, "note", escaped(note)));
        if (!notices.isEmpty()) {
            html.append("<ul class=\"notices\">").append(notices).append("</ul>\n");
        }
    }

    private static void notice(StringBuilder notices, String kind, String text) {
        notices.append("<li class=\"").append(kind).append("\">").append(text).append("</li>");
    }

    private static void figures(StringBuilder html, MeasuredTurn measured) {
        Turn turn = measured.turn();
        html.append("<footer><time datetime=\"")
                .append(turn.startedAt())
                .append("\">")
                .append(TIME.format(turn.startedAt()))
                .append("</time>");
        if (turn.outputTokens() != null) {
            html.append(" · ").append(counted(turn.outputTokens(), "token", "tokens"));
        }
        figure(html, measured, Measure.FIRST_TOKEN, " ms to the first");
        figure(html, measured, Measure.TOKENS_PER_SECOND, " tokens/s");
        measured.measures().value(Measure.NOVELTY).ifPresent(value -> html.append(" · novelty ")
                .append(Measure.NOVELTY.format(value)));
        html.append("</footer>\n");
    }

    private static void figure(StringBuilder html, MeasuredTurn measured, Measure measure, String unit) {
        measured.measures().value(measure).ifPresent(value -> html.append(" · ")
                .append(measure.format(value))
                .append(unit));
    }
}

package org.monstermash.arena.render;

import java.util.List;
import java.util.Optional;
import org.monstermash.arena.transcript.MeasuredTurn;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Participant;
import org.monstermash.arena.turn.PreambleLine;
import org.monstermash.arena.turn.Turn;

/** A duel as Markdown: what was said stands as it was written, names and settings as plain words. */
public final class MarkdownPage {
    private MarkdownPage() {}

    public static String of(DuelHeader header, List<MeasuredTurn> turns, Optional<End> end) {
        StringBuilder text =
                new StringBuilder("# ").append(plain(HeaderHtml.title(header))).append("\n\n");
        for (Participant one : header.participants()) {
            text.append("- **").append(plain(one.name())).append("**: ").append(plain(one.model()));
            text.append(one.endpoint().isEmpty() ? "" : ", " + plain(one.endpoint()))
                    .append('\n');
        }
        text.append("- Max characters ").append(Html.number(header.settings().maxChars()));
        text.append(", turn limit ")
                .append(Html.number(header.settings().maxTurns()))
                .append("\n\n");
        for (Participant one : header.participants()) {
            text.append("System prompt of ").append(plain(one.name())).append(":\n\n");
            text.append(quoted(one.system().isBlank() ? "(none)" : one.system()));
            preamble(text, one);
        }
        turns.forEach(turn -> turn(text, turn));
        end.ifPresent(the -> text.append("---\n\n**")
                .append(the.headline())
                .append("**: ")
                .append(plain(the.text()))
                .append('\n'));
        return text.toString();
    }

    private static void preamble(StringBuilder text, Participant one) {
        for (PreambleLine line : one.preamble()) {
            String who =
                    switch (line.role()) {
                        case ASSISTANT -> plain(one.name());
                        case USER -> "User (to " + plain(one.name()) + ")";
                        case SYSTEM -> "System (to " + plain(one.name()) + ")";
                    };
            text.append("### ")
                    .append(who)
                    .append(" (preamble)\n\n")
                    .append(line.content())
                    .append("\n\n");
        }
    }

    private static void turn(StringBuilder text, MeasuredTurn measured) {
        Turn turn = measured.turn();
        text.append("## Turn ").append(turn.number()).append(" · ").append(plain(turn.name()));
        text.append(" (").append(plain(turn.model())).append(")\n\n");
        if (!turn.thinking().isEmpty()) {
            text.append("Thinking:\n\n").append(quoted(turn.thinking()));
        }
        text.append(turn.text()).append("\n\n");
        if (turn.truncated()) {
            text.append("*(truncated)*\n\n");
        }
        if (turn.partial()) {
            text.append("*(broken off)*\n\n");
        }
        turn.notes().forEach(note -> text.append("*(").append(plain(note)).append(")*\n\n"));
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder();
        text.lines().forEach(line -> quoted.append("> ").append(line).append('\n'));
        return quoted.append('\n').toString();
    }

    /** One line in which nothing is markup. */
    private static String plain(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_{}\\[\\]<>#|!&])", "\\\\$1");
    }
}

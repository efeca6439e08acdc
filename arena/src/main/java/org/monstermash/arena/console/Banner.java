package org.monstermash.arena.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelSettings;
import org.monstermash.arena.turn.Participant;

/** Every setting of a run, before it begins. */
final class Banner {
    private static final String RULE = "=".repeat(72);
    private static final int LABEL = 16;

    private Banner() {}

    static List<String> lines(DuelHeader header) {
        List<String> lines = new ArrayList<>();
        lines.add(RULE);
        lines.add("RESONANT CHAT ARENA   duel " + header.id());
        lines.add(RULE);
        header.participants().forEach(each -> participant(lines, each));
        boolean oneSystem = header.participants().stream()
                        .map(Participant::system)
                        .distinct()
                        .count()
                == 1;
        if (oneSystem) {
            add(lines, "System prompt", header.participants().getFirst().system());
        } else {
            header.participants().forEach(each -> add(lines, "System prompt", each.name() + ": " + each.system()));
        }
        add(lines, "Opening", header.opening());
        settings(lines, header.settings());
        lines.add(RULE);
        return lines;
    }

    private static void participant(List<String> lines, Participant each) {
        String where = each.endpoint().isEmpty() ? "" : " at " + each.endpoint();
        String costume = each.persona() == null ? "" : " as " + each.persona() + " " + each.emoji();
        String protocol = each.protocol().equals(each.model()) ? "" : " (" + each.protocol() + ")";
        add(lines, each.name(), (each.model() + where + protocol + costume).strip());
        if (!each.headers().isEmpty()) {
            add(lines, "  headers", pairs(each.headers()));
        }
        if (!each.payload().isEmpty()) {
            add(lines, "  payload", pairs(each.payloadTexts()));
        }
        if (!each.preamble().isEmpty()) {
            add(lines, "  preamble", each.preamble().size() + " messages");
        }
        if (each.systemOnTop()) {
            add(lines, "  system", "as a field of its own");
        }
    }

    private static String pairs(Map<String, String> values) {
        return String.join(
                ", ",
                values.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + ": " + entry.getValue())
                        .toList());
    }

    private static void settings(List<String> lines, DuelSettings settings) {
        add(lines, "Max characters", number(settings.maxChars()));
        add(lines, "Max turns", number(settings.maxTurns()));
        add(lines, "Thinking", settings.filterThinking() ? "kept from the partner" : "shown to the partner");
        add(lines, "Streaming", settings.stream() ? "yes" : "no");
        if (settings.temperature() != null) {
            add(lines, "Temperature", settings.temperature().toString());
        }
        if (settings.seed() != null) {
            add(lines, "Seed", settings.seed().toString());
        }
        if (!settings.pause().isZero()) {
            add(lines, "Pause", settings.pause().toMillis() + " ms before each turn");
        }
        if (!settings.stopOn().isEmpty()) {
            add(lines, "Stop on", String.join(", ", settings.stopOn()));
        }
        if (settings.budgetTokens() > 0) {
            add(lines, "Budget", number(settings.budgetTokens()) + " tokens");
        }
        if (settings.contextTokens() > 0) {
            add(lines, "Context", number(settings.contextTokens()) + " tokens");
        }
    }

    private static String number(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    private static void add(List<String> lines, String label, String value) {
        String safe = TerminalText.safe(value).strip().replace("\n", "\n" + " ".repeat(LABEL + 1));
        lines.add(String.format(Locale.ROOT, "%-" + LABEL + "s %s", TerminalText.safe(label), safe));
    }
}

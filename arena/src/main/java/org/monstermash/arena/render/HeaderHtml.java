package org.monstermash.arena.render;

import static org.monstermash.arena.render.Html.escaped;
import static org.monstermash.arena.render.Html.name;
import static org.monstermash.arena.render.Html.number;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelSettings;
import org.monstermash.arena.turn.Participant;
import org.monstermash.arena.turn.PreambleLine;

/** What stands above the first turn: who, with what, under which rules, and what each was told before. */
final class HeaderHtml {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "d MMMM yyyy, HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** A longer system prompt is folded: the conversation is what one came for. */
    private static final int OPEN_MAX = 400;

    private final DuelHeader header;
    private final Markdown markdown;

    HeaderHtml(DuelHeader header, Markdown markdown) {
        this.header = header;
        this.markdown = markdown;
    }

    static String title(DuelHeader header) {
        return header.participants().stream().map(Participant::name).collect(Collectors.joining(" and "));
    }

    String html() {
        StringBuilder html = new StringBuilder("<header class=\"top\">\n<p class=\"kicker\">Resonant chat</p>\n<h1>");
        html.append(names(" <span class=\"and\">&amp;</span> "));
        html.append("</h1>\n<p class=\"meta\"><time datetime=\"")
                .append(header.startedAt())
                .append("\">")
                .append(TIME.format(header.startedAt()))
                .append("</time> · <a href=\"#numbers\">to the figures</a></p>\n<dl class=\"facts\">\n");
        facts(html);
        html.append("</dl>\n");
        systemPrompts(html);
        requests(html);
        html.append("</header>\n");
        preambles(html);
        return html.append("<h2 class=\"quiet\">Conversation</h2>\n").toString();
    }

    private String names(String between) {
        StringBuilder html = new StringBuilder();
        for (int n = 0; n < header.participants().size(); n++) {
            Participant one = header.participants().get(n);
            html.append(n == 0 ? "" : between)
                    .append("<span class=\"")
                    .append(Voices.of(n))
                    .append("\">")
                    .append(name((one.emoji() + " " + one.name()).strip()))
                    .append("</span>");
        }
        return html.toString();
    }

    private void facts(StringBuilder html) {
        DuelSettings settings = header.settings();
        shared(html, "Model", Participant::model);
        shared(html, "Endpoint", one -> one.endpoint().isEmpty() ? "none: " + one.protocol() : one.endpoint());
        fact(html, "Max characters", number(settings.maxChars()));
        fact(html, "Turn limit", number(settings.maxTurns()));
        if (settings.seed() != null) {
            fact(html, "Seed", Long.toString(settings.seed()));
        }
        if (settings.temperature() != null) {
            fact(html, "Temperature", Double.toString(settings.temperature()));
        }
        if (settings.filterThinking()) {
            fact(html, "Thinking", "kept from the partner");
        }
        if (!settings.stopOn().isEmpty()) {
            fact(html, "Stops on", escaped(String.join(" · ", settings.stopOn())));
        }
        if (settings.budgetTokens() > 0) {
            fact(html, "Token budget", number(settings.budgetTokens()));
        }
        if (settings.contextTokens() > 0) {
            fact(html, "Context", number(settings.contextTokens()) + " tokens");
        }
    }

    /** Once, where all have the same; else for each. */
    private void shared(StringBuilder html, String what, Function<Participant, String> of) {
        List<Participant> all = header.participants();
        if (all.stream().map(of).distinct().count() == 1) {
            fact(html, what, "<code>" + name(of.apply(all.getFirst())) + "</code>");
            return;
        }
        for (int n = 0; n < all.size(); n++) {
            fact(
                    html,
                    "<span class=\"" + Voices.of(n) + "\">" + name(all.get(n).name()) + "</span> · "
                            + what.toLowerCase(Locale.ROOT),
                    "<code>" + name(of.apply(all.get(n))) + "</code>");
        }
    }

    private static void fact(StringBuilder html, String what, String value) {
        html.append("<div><dt>").append(what).append("</dt><dd>").append(value).append("</dd></div>\n");
    }

    private void systemPrompts(StringBuilder html) {
        List<Participant> all = header.participants();
        boolean same = all.stream().map(Participant::system).distinct().count() == 1;
        for (Participant one : same ? all.subList(0, 1) : all) {
            html.append(one.system().length() <= OPEN_MAX ? "<details open>" : "<details>")
                    .append("<summary>System prompt")
                    .append(same ? "" : " of " + name(one.name()))
                    .append("</summary>\n<div class=\"plain\" dir=\"auto\">")
                    .append(one.system().isBlank() ? "<em>none</em>" : escaped(one.system()))
                    .append("</div></details>\n");
        }
    }

    /** What was added to the requests; values that are secret were hidden before. */
    private void requests(StringBuilder html) {
        for (Participant one : header.participants()) {
            Map<String, String> extra = new LinkedHashMap<>(one.headers());
            extra.putAll(one.payloadTexts());
            if (extra.isEmpty()) {
                continue;
            }
            html.append("<details><summary>Request of ")
                    .append(name(one.name()))
                    .append("</summary>\n<dl class=\"plain\">");
            extra.forEach((key, value) -> html.append("<dt>")
                    .append(escaped(key))
                    .append("</dt><dd>")
                    .append(escaped(value))
                    .append("</dd>"));
            html.append("</dl></details>\n");
        }
    }

    private void preambles(StringBuilder html) {
        for (int n = 0; n < header.participants().size(); n++) {
            Participant one = header.participants().get(n);
            if (one.preamble().isEmpty()) {
                continue;
            }
            html.append("<section class=\"preamble\">\n<h2>Preamble of ")
                    .append(name(one.name()))
                    .append("</h2>\n<p class=\"meta\">Only in ")
                    .append(name(one.name()))
                    .append("’s history, before the opening.</p>\n");
            for (PreambleLine line : one.preamble()) {
                preambleLine(html, line, n, one.name());
            }
            html.append("</section>\n");
        }
    }

    private void preambleLine(StringBuilder html, PreambleLine line, int speaker, String name) {
        String who =
                switch (line.role()) {
                    case ASSISTANT -> name(name);
                    case USER -> "User (to " + name(name) + ")";
                    case SYSTEM -> "System (to " + name(name) + ")";
                };
        String voice = line.role() == PreambleLine.Role.ASSISTANT ? Voices.of(speaker) : "voice-other";
        html.append("<article class=\"card ")
                .append(voice)
                .append("\">\n<header><h3>")
                .append(who)
                .append("</h3> <span class=\"badge\">preamble</span></header>\n<div class=\"said\" dir=\"auto\">")
                .append(markdown.html(line.content()))
                .append("</div>\n</article>\n");
    }
}

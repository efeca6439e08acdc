package org.monstermash.personas.cards;

import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The placeholders of a card, in any case: {@code {{char}}} and {@code {{user}}}, of old {@code <BOT>} and {@code <USER>}. */
record Macros(String name) {
    /** Nobody in particular: many people talk in a room. */
    private static final String SOMEBODY = "the visitor";

    /** In a scripted line the one who is answered, see {@code docs/PERSONAS.md}. */
    private static final String ANSWERED = "#name#";

    private static final Pattern PLACEHOLDER =
            Pattern.compile("\\{\\{\\s*(char|user)\\s*}}|<(bot|char|user)>", Pattern.CASE_INSENSITIVE);
    private static final Pattern COMMENT = Pattern.compile("\\{\\{//[^}]{0,500}}}");
    private static final Pattern CONTROLS = Pattern.compile("[\\p{Cntrl}&&[^\\n\\t]]+");

    /** A text for a model. */
    String inPrompt(String text) {
        return filled(clean(text), SOMEBODY);
    }

    /** A text to say; its own # are doubled, so that they stay plain. */
    String inLine(String text) {
        return filled(clean(text).replace("#", "##"), ANSWERED);
    }

    private String filled(String text, String user) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> Matcher.quoteReplacement(isUser(match) ? user : name));
    }

    private static boolean isUser(MatchResult match) {
        String placeholder = match.group(1) == null ? match.group(2) : match.group(1);
        return placeholder.equalsIgnoreCase("user");
    }

    private static String clean(String text) {
        String lines = text.replace("\r\n", "\n").replace('\r', '\n');
        String visible = CONTROLS.matcher(lines).replaceAll("");
        return COMMENT.matcher(visible).replaceAll("").strip();
    }
}

package org.monstermash.personas.script;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** What a template may do to a symbol's text: {@code #word.cap#}. Several work from left to right. */
enum Modifier {
    /** First letter upper case. */
    CAP(Modifier::capitalised),
    /** All upper case. */
    UPPER(text -> text.toUpperCase(Locale.ROOT)),
    /** With its indefinite article: an owl, a bat. */
    A(text -> article(text) + " " + text),
    /** Plural: bats, witches, bodies. */
    S(Modifier::plural),
    /** The first vowel drawn out, and loud: MOOOON. */
    HOWL(Modifier::howled),
    /** Dying away: moon… oon… on… */
    ECHO(Modifier::echoed);

    private static final Pattern SIBILANT_END = Pattern.compile("(?i).*(s|x|z|ch|sh)");
    private static final Pattern CONSONANT_Y_END = Pattern.compile("(?i).*[^aeiou]y");
    // Heard as "yoo" or "wuh": a unicorn, a one-off.
    private static final Pattern CONSONANT_SOUND = Pattern.compile("(?i)(uni|use|usu|eu|one|once).*");
    private static final Pattern SILENT_H = Pattern.compile("(?i)(hour|honest|honour|honor|heir).*");
    private static final Pattern FIRST_VOWEL = Pattern.compile("[AEIOUY]");
    private static final int SHORTEST_ECHO = 2;

    private final UnaryOperator<String> change;

    Modifier(UnaryOperator<String> change) {
        this.change = change;
    }

    String applyTo(String text) {
        return text.isEmpty() ? text : change.apply(text);
    }

    static Optional<Modifier> named(String name) {
        return Arrays.stream(values())
                .filter(modifier -> modifier.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst();
    }

    static String capitalised(String text) {
        int end = text.offsetByCodePoints(0, 1);
        return text.substring(0, end).toUpperCase(Locale.ROOT) + text.substring(end);
    }

    private static String article(String text) {
        boolean vowel = "aeiouAEIOU".indexOf(text.charAt(0)) >= 0;
        boolean an = vowel
                ? !CONSONANT_SOUND.matcher(text).matches()
                : SILENT_H.matcher(text).matches();
        return an ? "an" : "a";
    }

    private static String plural(String text) {
        if (CONSONANT_Y_END.matcher(text).matches()) {
            return text.substring(0, text.length() - 1) + "ies";
        }
        return text + (SIBILANT_END.matcher(text).matches() ? "es" : "s");
    }

    private static String howled(String text) {
        String loud = text.toUpperCase(Locale.ROOT);
        return FIRST_VOWEL.matcher(loud).replaceFirst(vowel -> vowel.group().repeat(4));
    }

    private static String echoed(String text) {
        int length = text.codePointCount(0, text.length());
        StringBuilder echo = new StringBuilder(text).append('…');
        for (int cut = 1; cut <= 2 && length - cut >= SHORTEST_ECHO; cut++) {
            echo.append(' ')
                    .append(text.substring(text.offsetByCodePoints(0, cut)))
                    .append('…');
        }
        return echo.toString();
    }
}

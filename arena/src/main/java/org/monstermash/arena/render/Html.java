package org.monstermash.arena.render;

import java.util.Locale;

/** Text as HTML. */
public final class Html {
    private Html() {}

    /** Text for between tags and in quoted attributes: nothing of it is markup. */
    public static String escaped(String text) {
        StringBuilder html = new StringBuilder(text.length() + 16);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                case '\0' -> html.append('\uFFFD'); // a parse error in HTML
                default -> html.append(c);
            }
        }
        return html.toString();
    }

    /** A name from outside: escaped, and its writing direction stays inside. */
    static String name(String name) {
        return "<bdi>" + escaped(name) + "</bdi>";
    }

    public static String number(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** {@code 1 turn}, {@code 1,234 turns}. */
    public static String counted(long number, String one, String many) {
        return number(number) + " " + (number == 1 ? one : many);
    }
}

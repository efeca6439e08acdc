package org.monstermash.settings;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads a {@code .env} file as python-dotenv does, so that a file of the first generation means the same here. A line
 * that cannot be read is skipped and never stops the start; of a key set twice the last value counts.
 */
public final class DotEnv {
    // The names and the expressions are those of python-dotenv's parser (1.2).
    private static final Pattern BLANK_LINES = pattern("\\s*");
    private static final Pattern EXPORT = pattern("(?:export[^\\S\\r\\n]+)?");
    private static final Pattern QUOTED_KEY = pattern("'([^']+)'");
    private static final Pattern KEY = pattern("([^=\\#\\s]+)");
    private static final Pattern WHITESPACE = pattern("[^\\S\\r\\n]*");
    private static final Pattern EQUAL_SIGN = pattern("=[^\\S\\r\\n]*");
    // Possessive, because a long value must not cost a stack frame per character.
    private static final Pattern SINGLE_QUOTED = pattern("'((?:\\\\.|[^'\\\\])*+)'");
    private static final Pattern DOUBLE_QUOTED = pattern("\"((?:\\\\.|[^\"\\\\])*+)\"");
    private static final Pattern UNQUOTED = pattern("([^\\r\\n]*)");
    private static final Pattern COMMENT_IN_VALUE = pattern("\\s+#.*");
    private static final Pattern TRAILING_WHITESPACE = pattern("\\s+\\z");
    private static final Pattern COMMENT = pattern("(?:[^\\S\\r\\n]*#[^\\r\\n]*)?");
    private static final Pattern END_OF_LINE = pattern("[^\\S\\r\\n]*(?:\\r\\n|\\n|\\r|\\z)");
    private static final Pattern REST_OF_LINE = pattern("[^\\r\\n]*(?:\\r\\n|\\r|\\n)?");
    private static final Pattern DOUBLE_QUOTE_ESCAPE = pattern("\\\\[\\\\'\"abfnrtv]");
    private static final Pattern SINGLE_QUOTE_ESCAPE = pattern("\\\\[\\\\']");
    private static final Pattern VARIABLE = pattern("\\$\\{([^}:]*)(?::-([^}]*))?\\}");
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final String text;
    private final Map<String, String> environment;
    private final Map<String, String> values = new LinkedHashMap<>();
    private int position;

    private DotEnv(String text, Map<String, String> environment) {
        this.text = text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text;
        this.environment = environment;
    }

    /** What the file sets; nothing where there is no file. */
    public static Map<String, String> read(Path file, Map<String, String> environment) {
        if (!Files.isRegularFile(file)) {
            return Map.of();
        }
        try {
            return parse(new String(Files.readAllBytes(file), StandardCharsets.UTF_8), environment);
        } catch (IOException e) {
            throw new SettingsException(file + ": expected a file that can be read");
        }
    }

    /** What the text sets, in its order; {@code ${NAME}} is a value set further up, else of the environment. */
    public static Map<String, String> parse(String text, Map<String, String> environment) {
        DotEnv file = new DotEnv(text, environment);
        while (file.position < file.text.length()) {
            file.readLine();
        }
        return file.values;
    }

    private void readLine() {
        try {
            take(BLANK_LINES);
            if (position == text.length()) {
                return;
            }
            take(EXPORT);
            String key =
                    switch (next()) {
                        case '#' -> "";
                        case '\'' -> take(QUOTED_KEY).group(1);
                        default -> take(KEY).group(1);
                    };
            take(WHITESPACE);
            // A key without "=" sets nothing.
            String value = next() == '=' ? value() : null;
            take(COMMENT);
            take(END_OF_LINE);
            if (value != null) {
                values.put(key, expanded(value));
            }
        } catch (Malformed skipped) {
            skipLine();
        }
    }

    private String value() throws Malformed {
        boolean spacesAfterSign = take(EQUAL_SIGN).group().length() > 1;
        return switch (next()) {
            // "KEY= # why" is empty, "KEY=#1" is not.
            case '#' -> spacesAfterSign ? "" : unquoted();
            case '\'' -> unescaped(SINGLE_QUOTE_ESCAPE, take(SINGLE_QUOTED).group(1));
            case '"' -> unescaped(DOUBLE_QUOTE_ESCAPE, take(DOUBLE_QUOTED).group(1));
            default -> unquoted();
        };
    }

    private String unquoted() throws Malformed {
        String line = take(UNQUOTED).group(1);
        String value = COMMENT_IN_VALUE.matcher(line).replaceAll("");
        return TRAILING_WHITESPACE.matcher(value).replaceAll("");
    }

    private static String unescaped(Pattern escapes, String value) {
        return escapes.matcher(value)
                .replaceAll(escape -> Matcher.quoteReplacement(
                        switch (escape.group().charAt(1)) {
                            case 'a' -> "\u0007";
                            case 'b' -> "\b";
                            case 'f' -> "\f";
                            case 'n' -> "\n";
                            case 'r' -> "\r";
                            case 't' -> "\t";
                            case 'v' -> "\u000B";
                            default -> escape.group().substring(1);
                        }));
    }

    private String expanded(String value) {
        return VARIABLE.matcher(value).replaceAll(variable -> Matcher.quoteReplacement(valueOf(variable)));
    }

    private String valueOf(MatchResult variable) {
        String name = variable.group(1);
        String otherwise = variable.group(2) == null ? "" : variable.group(2);
        return values.getOrDefault(name, environment.getOrDefault(name, otherwise));
    }

    private char next() {
        return position < text.length() ? text.charAt(position) : '\n';
    }

    private MatchResult take(Pattern pattern) throws Malformed {
        Matcher matcher = pattern.matcher(text).region(position, text.length());
        if (!matcher.lookingAt()) {
            throw new Malformed();
        }
        position = matcher.end();
        return matcher.toMatchResult();
    }

    private void skipLine() {
        Matcher rest = REST_OF_LINE.matcher(text).region(position, text.length());
        position = rest.lookingAt() ? rest.end() : text.length();
    }

    private static Pattern pattern(String expression) {
        return Pattern.compile(expression, Pattern.DOTALL | Pattern.UNICODE_CHARACTER_CLASS);
    }

    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed() {
            super(null, null, false, false);
        }
    }
}

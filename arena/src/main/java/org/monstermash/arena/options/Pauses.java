package org.monstermash.arena.options;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code 2s}, {@code 0.5s}, {@code 300ms}; a plain number is seconds. */
final class Pauses {
    private static final Pattern FORM = Pattern.compile("(\\d{1,6}(?:\\.\\d{1,6})?)\\s*(ms|s|m)?");

    private Pauses() {}

    static Duration parse(String text) {
        Matcher form = FORM.matcher(text.strip());
        if (!form.matches()) {
            throw new UsageProblem("--pause: expected a time like 2s or 300ms");
        }
        double number = Double.parseDouble(form.group(1));
        double millis =
                switch (form.group(2) == null ? "s" : form.group(2)) {
                    case "ms" -> number;
                    case "m" -> number * 60_000;
                    default -> number * 1000;
                };
        return Duration.ofNanos((long) (millis * 1_000_000));
    }
}

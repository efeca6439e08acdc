package org.monstermash.models.provider;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;

/** {@code Retry-After}: seconds or a date (RFC 9110, 10.2.3). */
final class RetryAfter {
    private static final Duration LONGEST = Duration.ofDays(365);

    private RetryAfter() {}

    /** How long to wait; zero when nothing is said, or nothing that can be understood. */
    static Duration of(String value, Instant now) {
        String text = value.strip();
        try {
            // Some servers write fractions.
            if (text.matches("\\d{1,9}(\\.\\d{1,9})?")) {
                Duration asked = Duration.ofMillis(Math.round(Double.parseDouble(text) * 1000));
                return asked.compareTo(LONGEST) > 0 ? LONGEST : asked;
            }
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            return until.isAfter(now) ? Duration.between(now, until) : Duration.ZERO;
        } catch (DateTimeParseException e) {
            return Duration.ZERO;
        }
    }
}

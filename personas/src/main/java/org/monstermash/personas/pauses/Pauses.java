package org.monstermash.personas.pauses;

import java.time.Duration;
import java.util.random.RandomGenerator;
import org.monstermash.personas.DelayRange;
import org.monstermash.personas.Persona;

/** How long a persona reads before it begins, and types what does not come word by word. Any thread may use it. */
public final class Pauses {
    private static final double CHARS_READ_PER_SECOND = 160;
    private static final double LONGEST_READING_SECONDS = 2;
    private static final double SECONDS_PER_WAITING_MESSAGE = 0.1;
    private static final int MOST_WAITING_MESSAGES = 3;
    private static final double CHARS_TYPED_PER_SECOND = 120;
    private static final double LONGEST_TYPING_SECONDS = 3;
    private static final double NANOS_PER_SECOND = 1e9;

    private final Persona persona;
    private final double pace;

    /**
     * The pauses of one persona.
     *
     * @param pace multiplies every pause; 0 = none
     * @throws IllegalArgumentException when the pace is negative or no number
     */
    public Pauses(Persona persona, double pace) {
        if (!(pace >= 0 && Double.isFinite(pace))) {
            throw new IllegalArgumentException("pace must be a number from 0: " + pace);
        }
        this.persona = persona;
        this.pace = pace;
    }

    /**
     * From hearing a message to beginning the answer: {@code U(reading_delay) + min(chars/160, 2) + 0.1·min(backlog, 3)}
     * seconds, times the pace.
     *
     * @param messageChars of the message, ≥ 0
     * @param backlog messages that wait in the room, ≥ 0
     */
    public Duration reading(int messageChars, int backlog, RandomGenerator dice) {
        double seconds = drawn(persona.readingDelay(), dice)
                + Math.min(notNegative("messageChars", messageChars) / CHARS_READ_PER_SECOND, LONGEST_READING_SECONDS)
                + SECONDS_PER_WAITING_MESSAGE * Math.min(notNegative("backlog", backlog), MOST_WAITING_MESSAGES);
        return paced(seconds);
    }

    /**
     * For typing an answer: {@code U(typing_delay) + min(chars/120, 3)} seconds, times the pace.
     *
     * @param replyChars of the whole answer, ≥ 0
     */
    public Duration typing(int replyChars, RandomGenerator dice) {
        return paced(drawn(persona.typingDelay(), dice)
                + Math.min(notNegative("replyChars", replyChars) / CHARS_TYPED_PER_SECOND, LONGEST_TYPING_SECONDS));
    }

    private static double drawn(DelayRange range, RandomGenerator dice) {
        return range.min() + (range.max() - range.min()) * dice.nextDouble();
    }

    private Duration paced(double seconds) {
        return Duration.ofNanos(Math.round(seconds * pace * NANOS_PER_SECOND));
    }

    private static int notNegative(String name, int value) {
        if (value < 0) {
            throw new IllegalArgumentException(name + " must not be negative: " + value);
        }
        return value;
    }
}

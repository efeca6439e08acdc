package org.monstermash.personas;

/** A pause is drawn evenly between the two, in seconds; 0 ≤ min ≤ max ≤ 600. */
public record DelayRange(double min, double max) {
    public static final double LIMIT_SECONDS = 600;

    public DelayRange {
        if (!(min >= 0 && min <= max && max <= LIMIT_SECONDS)) {
            throw new IllegalArgumentException(
                    "a delay needs 0 ≤ min ≤ max ≤ " + LIMIT_SECONDS + " seconds: " + min + " to " + max);
        }
    }
}

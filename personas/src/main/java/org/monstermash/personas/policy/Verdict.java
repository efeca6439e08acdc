package org.monstermash.personas.policy;

/** What a persona decides about a cause, and why. */
public sealed interface Verdict {

    /** The name of the rule that decided; programs rely on these words: {@code docs/protocol/reasons.md}. */
    String reason();

    /** What was thrown, 0 ≤ dice &lt; 1; null where no chance was involved. */
    Double dice();

    /** It replies when the dice are below; null where no chance was involved. */
    Double threshold();

    /** It answers. */
    record Reply(String reason, Double dice, Double threshold) implements Verdict {}

    /** It says nothing. */
    record Silence(String reason, Double dice, Double threshold) implements Verdict {}
}

package org.monstermash.personas;

import java.util.Objects;
import java.util.random.RandomGenerator;

/**
 * Chance that comes out the same for the same reply: a message that is delivered twice is decided twice alike, pauses as
 * long and says the same scripted line. See {@code docs/decisions/0006-policy-and-dice.md}.
 *
 * <p>The numbers are those of SplitMix64 (Steele, Lea, Flood: Fast Splittable Pseudorandom Number Generators, 2014), begun
 * at a mix of all 128 bits of the id and of what is decided. They are written out here because two workers of one persona
 * must agree whatever Java they run on. A generator is for one thread.
 */
public final class Dice implements RandomGenerator {
    private static final long GOLDEN_GAMMA = 0x9E3779B97F4A7C15L;

    private long state;

    private Dice(long state) {
        this.state = state;
    }

    /** What is left to chance; each has numbers of its own, so that one more throw here changes nothing there. */
    public enum Of {
        DECISION(1),
        READING(2),
        TYPING(3),
        SCRIPT(4);

        private final long stream;

        Of(long stream) {
            this.stream = stream;
        }
    }

    /** The dice for the decision whether to reply. */
    public static Dice of(String replyId) {
        return of(replyId, Of.DECISION);
    }

    /**
     * The dice for one aspect of one reply.
     *
     * @param replyId 32 hex digits
     * @throws IllegalArgumentException when it is not
     */
    public static Dice of(String replyId, Of aspect) {
        Objects.requireNonNull(replyId, "replyId");
        if (replyId.length() != 32) {
            throw new IllegalArgumentException("reply id must be 32 hex digits: " + replyId);
        }
        long high = Long.parseUnsignedLong(replyId, 0, 16, 16);
        long low = Long.parseUnsignedLong(replyId, 16, 32, 16);
        return new Dice(mixed(mixed(mixed(high) + low) + aspect.stream * GOLDEN_GAMMA));
    }

    @Override
    public long nextLong() {
        state += GOLDEN_GAMMA;
        return mixed(state);
    }

    /** Variant 13 of Stafford's mixers, as SplitMix64 has it. */
    private static long mixed(long value) {
        long z = value;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}

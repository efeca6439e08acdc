package org.monstermash.personas;

import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * A costume: who a model pretends to be, and when it speaks. See {@code docs/PERSONAS.md} for the file format.
 *
 * @param key its name in files, topics and {@code @mentions}: {@code [a-z0-9][a-z0-9_-]{0,63}}
 * @param displayName the name to show, up to 64 characters
 * @param emoji may be empty
 * @param summary one line for the roster
 * @param systemPrompt what the model is told
 * @param triggers words that wake it
 * @param aliases other names it answers to
 * @param replyProbability 0–1: how often it answers a person without being asked
 * @param maxStreak ≥ 1: monsters in a row after which it is silent
 * @param readingDelay before it begins
 * @param typingDelay while it types
 * @param model {@code provider/model}, or null for the default model
 * @param script what it says without a model
 */
public record Persona(
        String key,
        String displayName,
        String emoji,
        String summary,
        String systemPrompt,
        List<String> triggers,
        List<String> aliases,
        double replyProbability,
        int maxStreak,
        DelayRange readingDelay,
        DelayRange typingDelay,
        String model,
        Script script) {

    public static final double DEFAULT_REPLY_PROBABILITY = 0.2;
    public static final int DEFAULT_MAX_STREAK = 6;
    public static final DelayRange DEFAULT_READING_DELAY = new DelayRange(0.6, 1.4);
    public static final DelayRange DEFAULT_TYPING_DELAY = new DelayRange(0.8, 1.6);

    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    public Persona {
        if (key == null || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("key must match " + KEY + ": " + key);
        }
        Objects.requireNonNull(displayName, "display_name");
        Objects.requireNonNull(emoji, "emoji");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(systemPrompt, "system_prompt");
        triggers = List.copyOf(triggers);
        aliases = List.copyOf(aliases);
        if (!(replyProbability >= 0 && replyProbability <= 1)) {
            throw new IllegalArgumentException("reply_probability must be from 0 to 1: " + replyProbability);
        }
        if (maxStreak < 1) {
            throw new IllegalArgumentException("max_streak must be at least 1: " + maxStreak);
        }
        Objects.requireNonNull(readingDelay, "reading_delay");
        Objects.requireNonNull(typingDelay, "typing_delay");
        Objects.requireNonNull(script, "scripted");
    }
}

package org.monstermash.bus.event;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the others may know of a persona that is awake.
 *
 * @param key its name in files, topics and {@code @mentions}: {@code [a-z0-9][a-z0-9_-]{0,63}}
 * @param emoji may be empty
 * @param model as in {@link Message#model()}
 * @param since when it woke up
 */
public record PersonaCard(
        String key,
        String displayName,
        String emoji,
        String summary,
        List<String> triggers,
        List<String> aliases,
        String model,
        Instant since) {

    /** Keys of a duel's guests begin with this, then the duel's id and {@code -}: {@code duel-1f2e3d-alice}. */
    public static final String DUEL_PREFIX = "duel-";

    private static final Pattern DUEL_KEY = Pattern.compile(DUEL_PREFIX + "([0-9a-f]{6})-.+");
    private static final Pattern KEY = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    public PersonaCard {
        if (key == null || !KEY.matcher(key).matches()) {
            throw new IllegalArgumentException("key must match " + KEY + ": " + Shown.shortened(key));
        }
        Objects.requireNonNull(displayName, "displayName");
        Objects.requireNonNull(emoji, "emoji");
        Objects.requireNonNull(summary, "summary");
        Objects.requireNonNull(model, "model");
        Objects.requireNonNull(since, "since");
        triggers = List.copyOf(triggers);
        aliases = List.copyOf(aliases);
    }

    /** The only room where a duel's guest speaks; empty for everybody else, who may speak anywhere. */
    public Optional<String> duelRoom() {
        Matcher duel = DUEL_KEY.matcher(key);
        return duel.matches() ? Optional.of(RoomName.DUEL_PREFIX + duel.group(1)) : Optional.empty();
    }
}

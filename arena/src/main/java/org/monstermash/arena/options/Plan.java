package org.monstermash.arena.options;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.monstermash.arena.secrets.Secrets;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelSettings;
import org.monstermash.arena.turn.Turn;

/**
 * What is to be done.
 *
 * @param voices those of the header's participants
 * @param before the turns that stand already
 */
public record Plan(DuelHeader header, List<Voice> voices, Secrets secrets, List<Turn> before) {
    public Plan {
        Objects.requireNonNull(header, "header");
        Objects.requireNonNull(secrets, "secrets");
        voices = List.copyOf(voices);
        before = List.copyOf(before);
    }

    /** The same once more, as run {@code index} of several: with an id of its own and the next seed. */
    public Plan repeated(String id, int index) {
        DuelSettings s = header.settings();
        DuelSettings own = new DuelSettings(
                s.maxTurns(),
                s.maxChars(),
                s.filterThinking(),
                s.stream(),
                Optional.ofNullable(s.seed()).map(seed -> seed + index).orElse(null),
                s.temperature(),
                s.pause(),
                s.stopOn(),
                s.budgetTokens(),
                s.contextTokens());
        return new Plan(
                new DuelHeader(id, header.startedAt(), header.participants(), header.opening(), own),
                voices,
                secrets,
                before);
    }
}

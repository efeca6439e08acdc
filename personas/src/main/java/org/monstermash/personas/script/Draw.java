package org.monstermash.personas.script;

import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * Draws among alternatives, only from the half that was drawn longest ago: a good joke is not told twice in a row.
 * Its memory is bounded by the number of templates of one persona. For one thread at a time.
 */
final class Draw {
    private final Map<Template, Long> lastDrawn = new IdentityHashMap<>();
    private long draws;
    private RandomGenerator dice;

    Draw with(RandomGenerator dice) {
        this.dice = dice;
        return this;
    }

    /** @param alternatives at least one */
    Template from(List<Template> alternatives) {
        List<Template> oldestFirst = alternatives.stream()
                .sorted(Comparator.comparingLong(this::drawnAt))
                .toList();
        Template drawn = oldestFirst.get(dice.nextInt(restedCount(oldestFirst)));
        lastDrawn.put(drawn, ++draws);
        return drawn;
    }

    // All that were never drawn count as rested, so that the first lines of a run are as free as later ones.
    private int restedCount(List<Template> oldestFirst) {
        long neverDrawn = oldestFirst.stream()
                .filter(template -> !lastDrawn.containsKey(template))
                .count();
        return (int) Math.max(neverDrawn, (oldestFirst.size() + 1) / 2);
    }

    private long drawnAt(Template template) {
        return lastDrawn.getOrDefault(template, 0L);
    }
}

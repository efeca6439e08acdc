package org.monstermash.arena.measures;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** What the last turns contained. Older turns are forgotten, so adding one costs what it and the forgotten one weigh. */
final class Recent {
    private final int turns;
    private final Deque<Set<String>> window = new ArrayDeque<>();
    private final Map<String, Integer> counts = new HashMap<>();

    Recent(int turns) {
        this.turns = turns;
    }

    boolean contains(String thing) {
        return counts.containsKey(thing);
    }

    void add(Collection<String> turn) {
        Set<String> things = Set.copyOf(turn);
        things.forEach(thing -> counts.merge(thing, 1, Integer::sum));
        window.addLast(things);
        if (window.size() > turns) {
            window.removeFirst()
                    .forEach(thing -> counts.computeIfPresent(thing, (key, count) -> count == 1 ? null : count - 1));
        }
    }
}

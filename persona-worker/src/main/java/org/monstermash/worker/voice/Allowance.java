package org.monstermash.worker.voice;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.monstermash.bus.event.LiveEvent.Level;
import org.monstermash.worker.turns.Occasion;
import org.monstermash.worker.turns.Speaker.Obstacle;

/** What a persona does about its budget: when it is spent, each room hears of it once, until there is some again. Any thread. */
public final class Allowance {
    private static final String CODE = "budget";
    private static final int MOST_ROOMS = 1000;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

    private final String persona;
    private final Budget budget;
    private final boolean scriptedWhenSpent;
    private final int maxOutputTokens;
    private final Set<String> toldRooms = ConcurrentHashMap.newKeySet();

    /**
     * @param persona its name
     * @param scriptedWhenSpent whether it speaks its script then, else it is silent
     * @param maxOutputTokens what a reply is counted as until it is over
     */
    public Allowance(String persona, Budget budget, boolean scriptedWhenSpent, int maxOutputTokens) {
        this.persona = persona;
        this.budget = budget;
        this.scriptedWhenSpent = scriptedWhenSpent;
        this.maxOutputTokens = maxOutputTokens;
    }

    /** Why no model may be asked now. */
    Optional<Obstacle> obstacle(Occasion occasion) {
        Optional<Instant> until = budget.spentUntil();
        if (until.isEmpty()) {
            toldRooms.clear();
            return Optional.empty();
        }
        if (toldRooms.size() < MOST_ROOMS && toldRooms.add(occasion.room())) {
            occasion.herald()
                    .tell(
                            Level.WARNING,
                            CODE,
                            persona + " has spent the budget of this hour and "
                                    + (scriptedWhenSpent ? "speaks its script" : "is silent") + " until "
                                    + TIME.format(until.get().atZone(ZoneId.systemDefault())) + ".");
        }
        return Optional.of(scriptedWhenSpent ? new Obstacle.Passed("the budget is spent") : new Obstacle.Silent(CODE));
    }

    Optional<Budget.Left> left() {
        return budget.left();
    }

    Budget.Reservation reserve(long promptTokens) {
        return budget.reserve(promptTokens + maxOutputTokens);
    }
}

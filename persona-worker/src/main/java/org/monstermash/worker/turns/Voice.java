package org.monstermash.worker.turns;

import java.util.List;
import java.util.Optional;
import org.monstermash.bus.event.LiveEvent.BudgetTold;
import org.monstermash.bus.event.LiveEvent.RequestTold;
import org.monstermash.bus.event.Message;

/** What a persona speaks with: its script, or models with the script behind them. Any thread may use it. */
public interface Voice {

    /** As in {@link Message#model()}, for the roster: what speaks unless something fails. */
    String model();

    /** Those who may answer this time, in the order in which they are asked; at least one. */
    List<Speaker> speakers(Occasion occasion);

    /** What the model was asked that said a reply, where that is still remembered. Does not block. */
    default Optional<RequestTold> request(String room, String replyId) {
        return Optional.empty();
    }

    /** What may still be spent within this hour; nothing without a limit. May wait for the disk. */
    default Optional<BudgetTold> budget(String room) {
        return Optional.empty();
    }
}

package org.monstermash.worker.turns;

import java.util.List;
import org.monstermash.bus.event.Message;

/** What a persona speaks with: its script, or models with the script behind them. Any thread may use it. */
public interface Voice {

    /** As in {@link Message#model()}, for the roster: what speaks unless something fails. */
    String model();

    /** Those who may answer this time, in the order in which they are asked; at least one. */
    List<Speaker> speakers(Occasion occasion);
}

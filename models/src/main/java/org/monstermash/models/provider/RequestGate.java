package org.monstermash.models.provider;

import org.monstermash.models.ModelException;

/** Asked before every request that goes out, tries again included: where budgets are kept. Any thread may call it. */
@FunctionalInterface
public interface RequestGate {

    /** @throws ModelException with {@link ModelException.Failure#BUDGET_SPENT} when no request may be made now */
    void beforeRequest();

    /** Lets everything pass. */
    static RequestGate open() {
        return () -> {};
    }
}

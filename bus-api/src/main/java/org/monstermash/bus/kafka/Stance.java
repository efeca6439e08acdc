package org.monstermash.bus.kafka;

import java.util.function.Consumer;
import org.monstermash.bus.PersonaListener.Standing;

/** Where a seat stands, as its listener is told: on each change, once it stands at all. Threads: any. */
final class Stance {
    private final Consumer<Standing> tell;
    private Standing inGroup;
    private Standing told;
    private boolean connected = true;

    Stance(Consumer<Standing> tell) {
        this.tell = tell;
    }

    /** @return whether it stands for the first time */
    synchronized boolean inGroup(Standing standing) {
        boolean first = inGroup == null;
        inGroup = standing;
        say();
        return first;
    }

    synchronized void connected(boolean isConnected) {
        connected = isConnected;
        if (inGroup != null) {
            say();
        }
    }

    private void say() {
        Standing now = connected ? inGroup : Standing.DISCONNECTED;
        if (now != told) {
            told = now;
            tell.accept(now);
        }
    }
}

package org.monstermash.worker.turns;

import java.util.concurrent.atomic.AtomicBoolean;
import org.monstermash.bus.ChatBus;

/** A bus with a bug that shows once. */
final class OneDefect extends SeenBus {
    private final AtomicBoolean shown = new AtomicBoolean();

    OneDefect(ChatBus bus) {
        super(bus);
    }

    @Override
    public boolean isMuted(String room, String persona) {
        if (shown.compareAndSet(false, true)) {
            throw new IllegalStateException("a bug, on purpose");
        }
        return super.isMuted(room, persona);
    }
}

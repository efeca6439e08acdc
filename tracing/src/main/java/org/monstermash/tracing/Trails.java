package org.monstermash.tracing;

import java.util.LinkedHashMap;
import java.util.Map;
import org.monstermash.bus.event.Message;

/**
 * Which message began it all: the id of that message is the trace of everything that follows from it. Known from the
 * messages that pass by; where an earlier one is not remembered, the trace begins with the cause. Any thread.
 */
final class Trails {
    /** A chain of replies is over long before so many other messages have passed. */
    private static final int REMEMBERED = 10_000;

    private final Map<String, String> traces = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > REMEMBERED;
        }
    };

    /** The trace of a message that passes by. */
    synchronized String of(Message message) {
        String known = traces.get(message.id());
        if (known != null) {
            return known;
        }
        String cause = message.inReplyTo();
        String trace = cause == null ? message.id() : traces.getOrDefault(cause, cause);
        traces.put(message.id(), trace);
        return trace;
    }
}

package org.monstermash.gateway.link;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which persona began which reply over a link, over the links' lives: a reply to a request to speak has an id that
 * cannot be derived from its message. The latest {@value #MAX} are known. Threads: any.
 */
final class BegunReplies {
    private static final int MAX = 10_000;

    private final Map<String, String> personas = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX;
        }
    };

    /** @return whether it is this persona's now: the first to begin it keeps it */
    synchronized boolean begun(String replyId, String persona) {
        return personas.computeIfAbsent(replyId, id -> persona).equals(persona);
    }

    synchronized Optional<String> persona(String replyId) {
        return Optional.ofNullable(personas.get(replyId));
    }
}

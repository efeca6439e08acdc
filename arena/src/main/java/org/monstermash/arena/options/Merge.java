package org.monstermash.arena.options;

import java.util.LinkedHashMap;
import java.util.Map;

/** Objects merged into objects; everything else is replaced. */
final class Merge {
    private Merge() {}

    static Map<String, Object> over(Map<String, Object> general, Map<String, Object> own) {
        Map<String, Object> merged = new LinkedHashMap<>(general);
        own.forEach((name, value) -> merged.put(name, both(merged.get(name), value)));
        return merged;
    }

    @SuppressWarnings("unchecked") // JSON objects have texts as names
    private static Object both(Object general, Object own) {
        return general instanceof Map && own instanceof Map
                ? over((Map<String, Object>) general, (Map<String, Object>) own)
                : own;
    }
}

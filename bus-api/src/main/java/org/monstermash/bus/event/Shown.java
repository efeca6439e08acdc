package org.monstermash.bus.event;

/** How a culprit is quoted in an error: never longer than a line. */
final class Shown {
    private static final int MAX_CHARS = 80;

    private Shown() {}

    static String shortened(String value) {
        if (value == null) {
            return "null";
        }
        String shown = value.length() <= MAX_CHARS ? value : value.substring(0, MAX_CHARS) + "…";
        return '"' + shown.replace("\n", "\\n").replace("\r", "\\r") + '"';
    }
}

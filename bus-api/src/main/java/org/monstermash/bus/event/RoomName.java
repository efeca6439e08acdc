package org.monstermash.bus.event;

import java.util.regex.Pattern;

/** The form of a room's name: {@code [a-z0-9][a-z0-9_-]{0,63}}. */
public final class RoomName {
    /** The room that is meant where none is named. */
    public static final String DEFAULT = "graveyard";

    /** Rooms in which two models converse begin with this; personas stay silent there. */
    public static final String DUEL_PREFIX = "arena-";

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    private RoomName() {}

    /** Whether this may name a room. */
    public static boolean isValid(String room) {
        return room != null && FORM.matcher(room).matches();
    }

    /**
     * Returns the name unchanged.
     *
     * @throws IllegalArgumentException naming the culprit, when it may not name a room
     */
    public static String check(String room) {
        if (!isValid(room)) {
            throw new IllegalArgumentException("room must match " + FORM + ": " + Shown.shortened(room));
        }
        return room;
    }
}

package org.monstermash.gateway.http;

import org.monstermash.bus.event.RoomName;

/** Rooms as addresses name them. */
final class Rooms {
    private Rooms() {}

    /** @throws Refused 400 */
    static String checked(String room) {
        if (!RoomName.isValid(room)) {
            throw new Refused(400, "A room's name is 1 to 64 of a-z, 0-9, _ and -, and begins with a letter or digit.");
        }
        return room;
    }
}

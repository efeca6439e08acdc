package org.monstermash.gateway.history;

import java.nio.file.Path;
import java.time.Clock;
import org.monstermash.bus.event.EventJson;

/** {@code GivenMessage <folder> <json>}: writes a history of one message, for a test that opens it as a process. */
final class GivenMessage {
    private GivenMessage() {}

    public static void main(String[] args) {
        try (History history = History.open(Path.of(args[0]), Clock.systemUTC())) {
            history.append(EventJson.readMessage(args[1])).join();
        }
    }
}

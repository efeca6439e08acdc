package org.monstermash.gateway.history;

import java.nio.file.Path;
import java.time.Clock;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;

/** A process that appends for ever and prints each id once it is acknowledged. */
final class Appending {
    private Appending() {}

    public static void main(String... args) throws InterruptedException {
        Clock clock = Clock.systemUTC();
        History history = History.open(Path.of(args[0]), clock);
        while (true) {
            Message message = Message.byHuman(Ids.random(), "graveyard", "Ada", "hello", clock.instant());
            history.append(message)
                    .thenAccept(stored -> System.out.println(stored.message().id()))
                    .exceptionally(full -> null);
            Thread.onSpinWait();
            if (message.id().charAt(0) == '0') {
                history.append(message).join();
            }
        }
    }
}

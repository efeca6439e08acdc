package org.monstermash.gateway.history;

import java.nio.file.Path;
import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;

/** {@code ManyMessages <folder> <count>}: writes a long history, for a test that opens it as a process. */
final class ManyMessages {
    private static final int AT_ONCE = 1_000;
    private static final String LINE = "The moon is full and the crypt is open, said somebody for the %,d. time.";

    private ManyMessages() {}

    public static void main(String[] args) {
        int count = Integer.parseInt(args[1]);
        Clock clock = Clock.systemUTC();
        try (History history = History.open(Path.of(args[0]), clock)) {
            for (int done = 0; done < count; done += AT_ONCE) {
                CompletableFuture<?>[] stored = new CompletableFuture<?>[Math.min(AT_ONCE, count - done)];
                for (int i = 0; i < stored.length; i++) {
                    stored[i] = history.append(Message.byHuman(
                            Ids.random(), "graveyard", "Ada", LINE.formatted(done + i), clock.instant()));
                }
                CompletableFuture.allOf(stored).join();
            }
        }
    }
}

package org.monstermash.arena.watch;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Turn;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.StorageFull;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.Tombstone;
import org.monstermash.models.Sleeper;

/**
 * Carries a duel to its room on a thread of its own, so that a gateway that is away never holds the duel up: what is said
 * meanwhile waits here, and each turn is published until it is stored. Words are gathered, because each event costs every
 * reader a frame.
 */
final class Courier {
    private static final Duration GATHERING = Duration.ofMillis(25);
    private static final int GATHERED_PARTS = 16;
    private static final Duration BEFORE_NEXT_TRY = Duration.ofMillis(300);
    private final ChatBus bus;
    private final String room;
    private final List<PersonaCard> guests;
    private final Sleeper sleeper;
    private final Consumer<String> news;
    private final BlockingQueue<Step> steps = new LinkedBlockingQueue<>();
    private final CompletableFuture<Void> givenUp = new CompletableFuture<>();
    private final CompletableFuture<Void> done = new CompletableFuture<>();

    private Step pushedBack;
    private String previous;
    private OpenReply open;

    Courier(ChatBus bus, String room, List<PersonaCard> guests, Sleeper sleeper, Consumer<String> news) {
        this.bus = bus;
        this.room = room;
        this.guests = guests;
        this.sleeper = sleeper;
        this.news = news;
    }

    void start() {
        Thread.ofVirtual().name("watch-" + room).start(this::carry);
    }

    void bring(Step step) {
        steps.add(step);
    }

    /** Completes when everything is told, or given up. */
    CompletableFuture<Void> done() {
        return done;
    }

    /** What is not stored yet will not be. */
    void giveUp() {
        givenUp.complete(null);
    }

    private void carry() {
        try {
            boolean more = true;
            while (more && !givenUp.isDone()) {
                more = tell(next());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            done.complete(null);
        }
    }

    private Step next() throws InterruptedException {
        Step step = pushedBack == null ? steps.take() : pushedBack;
        pushedBack = null;
        return step;
    }

    private boolean tell(Step step) throws InterruptedException {
        switch (step) {
            case Step.Stood stood -> stood(stood.turn());
            case Step.Begins begins -> begins(guests.get(begins.speaker()));
            case Step.Words words -> words(words);
            case Step.Stands stands -> stands(stands.turn());
            case Step.Again again -> again();
            case Step.Over over -> over(over.end());
        }
        return !(step instanceof Step.Over);
    }

    private void stood(Turn turn) throws InterruptedException {
        PersonaCard guest = guests.get(turn.speaker());
        String id = firstId(guest);
        ReplyState state = state(id);
        while (state instanceof ReplyState.Buried
                || state instanceof ReplyState.Stored stored
                        && !stored.message().content().equals(OpenReply.content(turn))) {
            id = Ids.ofReply(room, guest.key(), id);
            state = state(id);
        }
        if (state instanceof ReplyState.Stored) {
            previous = id;
        } else {
            announce(new OpenReply(bus, room, guest, id, previous));
            stands(turn);
        }
    }

    private void begins(PersonaCard guest) throws InterruptedException {
        if (open != null && open.isOf(guest)) {
            open.beginAnew();
        } else {
            announce(new OpenReply(bus, room, guest, freeId(guest), previous));
        }
    }

    private String firstId(PersonaCard guest) {
        return Ids.ofReply(room, guest.key(), previous == null ? "opening" : previous);
    }

    /** A turn that broke off in an earlier run has taken the id of this one. */
    private String freeId(PersonaCard guest) throws InterruptedException {
        String id = firstId(guest);
        ReplyState state = state(id);
        while (state instanceof ReplyState.Stored || state instanceof ReplyState.Buried) {
            id = Ids.ofReply(room, guest.key(), id);
            state = state(id);
        }
        return id;
    }

    private ReplyState state(String id) throws InterruptedException {
        while (!givenUp.isDone()) {
            try {
                return bus.reply(room, id);
            } catch (BusUnavailable e) {
                sleeper.sleep(BEFORE_NEXT_TRY, givenUp);
            }
        }
        return new ReplyState.Unknown();
    }

    private void announce(OpenReply reply) {
        open = reply;
        open.announce();
    }

    private void again() {
        if (open != null) {
            open.again();
        }
    }

    private void words(Step.Words first) throws InterruptedException {
        StringBuilder gathered = new StringBuilder(first.words());
        long began = System.nanoTime();
        for (int parts = 1; parts < GATHERED_PARTS && pushedBack == null; parts++) {
            long left = GATHERING.toNanos() - (System.nanoTime() - began);
            Step more = left <= 0 ? steps.poll() : steps.poll(left, TimeUnit.NANOSECONDS);
            if (more instanceof Step.Words words && words.thinking() == first.thinking()) {
                gathered.append(words.words());
            } else if (more == null) {
                break;
            } else {
                pushedBack = more;
            }
        }
        if (open != null) {
            open.words(gathered.toString(), first.thinking());
        }
    }

    private void stands(Turn turn) throws InterruptedException {
        if (open == null) {
            begins(guests.get(turn.speaker()));
        }
        if (OpenReply.content(turn).isBlank()) {
            bury(turn.notes().isEmpty() ? "nothing was said" : turn.notes().getLast());
            return;
        }
        OpenReply reply = open;
        stored(() -> bus.publish(reply.message(turn)));
        reply.ended(
                turn.partial() ? Outcome.STOPPED : Outcome.COMPLETED,
                turn.partial() && !turn.notes().isEmpty() ? turn.notes().getLast() : null);
        previous = reply.id();
        open = null;
    }

    private void bury(String reason) throws InterruptedException {
        OpenReply reply = open;
        stored(() -> bus.bury(new Tombstone(room, reply.id())));
        reply.ended(Outcome.STOPPED, reason);
        open = null;
    }

    private void over(End end) throws InterruptedException {
        if (open != null) {
            bury(end.text());
        }
    }

    private interface Storing {
        CompletableFuture<?> begin();
    }

    /** Again and again until it is stored. */
    private void stored(Storing storing) throws InterruptedException {
        while (!givenUp.isDone()) {
            try {
                CompletableFuture.anyOf(storing.begin(), givenUp).join();
                return;
            } catch (CompletionException e) {
                if (!(e.getCause() instanceof BusUnavailable) && !(e.getCause() instanceof StorageFull)) {
                    news.accept("the room does not take a turn: " + e.getCause().getMessage());
                    return;
                }
                sleeper.sleep(BEFORE_NEXT_TRY, givenUp);
            }
        }
    }
}

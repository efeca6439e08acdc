package org.monstermash.arena.watch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelListener;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Turn;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.PersonaListener;
import org.monstermash.bus.Seat;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.RoomName;
import org.monstermash.models.Sleeper;

/**
 * The room of a duel: its participants sit there as guests, its turns are said there word by word, and whoever presses
 * stop there ends the run. A gateway that goes away does not hold up the duel; what it missed is told when it is back.
 */
public final class WatchedRoom implements DuelListener {
    /** How long the end of a run waits for a gateway that is away. */
    private static final Duration LAST_WORDS = Duration.ofSeconds(15);

    private final ChatBus bus;
    private final String room;
    private final List<PersonaCard> guests;
    private final Courier courier;
    private final Runnable stop;
    private final Consumer<String> news;
    private final CountDownLatch seated;
    private final List<Seat> seats;

    /**
     * Takes the seats; {@link #isOpenWithin} tells when they are taken.
     *
     * @param bus closed with the end of the duel
     * @param stop called when somebody presses the room's stop button; must not block
     * @param news a line for people, when something is in the way
     */
    public WatchedRoom(
            DuelHeader header, ChatBus bus, Instant now, Sleeper sleeper, Runnable stop, Consumer<String> news) {
        this.bus = bus;
        this.room = RoomName.DUEL_PREFIX + header.id();
        this.guests = Guests.of(header, now);
        this.stop = stop;
        this.news = news;
        this.courier = new Courier(bus, room, guests, sleeper, news);
        this.seated = new CountDownLatch(guests.size());
        this.seats = guests.stream()
                .map(guest -> bus.join(guest, now, new Sitting()))
                .toList();
    }

    public String room() {
        return room;
    }

    /** Whether all have their seats by then. */
    public boolean isOpenWithin(Duration patience) throws InterruptedException {
        return seated.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void begun(DuelHeader header, List<Turn> before) {
        courier.start();
        before.forEach(turn -> courier.bring(new Step.Stood(turn)));
    }

    @Override
    public void turnBegan(int number, int speaker, int attempt) {
        courier.bring(new Step.Begins(speaker));
    }

    @Override
    public void text(String more) {
        courier.bring(new Step.Words(more, false));
    }

    @Override
    public void thinking(String more) {
        courier.bring(new Step.Words(more, true));
    }

    @Override
    public void turn(Turn turn) {
        courier.bring(new Step.Stands(turn));
    }

    /** Waits until the room has everything, but not for ever. */
    @Override
    public void ended(End end) {
        courier.bring(new Step.Over(end));
        try {
            courier.done().get(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            news.accept(
                    "room " + room + " has not got everything: " + bus.health().why());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException e) {
            news.accept("room " + room + " has not got everything: " + e.getCause());
        } finally {
            close();
        }
    }

    /** Leaves the seats. Idempotent. */
    public void close() {
        courier.giveUp();
        seats.forEach(Seat::close);
        bus.close();
    }

    /** What a guest hears: it answers nobody, it only minds the stop button and its seat. */
    private final class Sitting implements PersonaListener {
        private boolean sat;

        @Override
        public void onMessage(Delivery delivery) {
            delivery.settle();
        }

        @Override
        public void onSpeak(LiveEvent.SpeakAsked asked) {
            // in a duel each speaks in turn
        }

        @Override
        public void onStop(LiveEvent.StopAsked asked) {
            if (asked.room().equals(room)) {
                stop.run();
            }
        }

        @Override
        public void onMute(Mute mute) {
            // in a duel each speaks in turn
        }

        @Override
        public void onStanding(Standing standing) {
            if (standing == Standing.ACTIVE) {
                if (sat) {
                    courier.bring(new Step.Again());
                } else {
                    sat = true;
                    seated.countDown();
                }
            }
        }
    }
}

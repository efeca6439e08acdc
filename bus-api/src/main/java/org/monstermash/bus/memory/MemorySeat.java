package org.monstermash.bus.memory;

import java.time.Instant;
import java.util.function.Consumer;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.Mailbox;
import org.monstermash.bus.PersonaListener;
import org.monstermash.bus.Seat;
import org.monstermash.bus.event.LiveEvent.RequestAsked;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;

/** One who holds a persona's seat or waits for it. Guarded by the bus's lock, {@link #close} excepted. */
final class MemorySeat implements Seat {
    final PersonaCard card;

    private final Instant since;
    private final PersonaListener listener;
    private final Mailbox mailbox;
    private final Deliveries deliveries;
    private final Consumer<MemorySeat> leave;

    MemorySeat(
            PersonaCard card,
            Instant since,
            PersonaListener listener,
            DeliveriesOpener opener,
            Consumer<MemorySeat> leave) {
        this.card = card;
        this.since = since;
        this.listener = listener;
        this.mailbox = new Mailbox("seat of " + card.key());
        this.deliveries = opener.open(card.key(), delivery -> mailbox.put(() -> listener.onMessage(delivery)));
        this.leave = leave;
    }

    /** Makes the deliveries of a seat. */
    interface DeliveriesOpener {
        Deliveries open(String persona, Consumer<Delivery> receiver);
    }

    void activate() {
        mailbox.put(() -> listener.onStanding(PersonaListener.Standing.ACTIVE));
        deliveries.start(since);
    }

    void standBy() {
        mailbox.put(() -> listener.onStanding(PersonaListener.Standing.STANDBY));
    }

    void said(Message message) {
        deliveries.live(message);
    }

    void speak(SpeakAsked asked) {
        mailbox.offer(() -> listener.onSpeak(asked));
    }

    void requestAsked(RequestAsked asked) {
        mailbox.offer(() -> listener.onRequestAsked(asked));
    }

    void stop(StopAsked asked) {
        mailbox.offer(() -> listener.onStop(asked));
    }

    void muted(Mute mute) {
        mailbox.put(() -> listener.onMute(mute));
    }

    /** It has left the chain: it hears nothing any more. */
    void silence() {
        deliveries.close();
        mailbox.close();
    }

    @Override
    public void close() {
        leave.accept(this);
    }
}

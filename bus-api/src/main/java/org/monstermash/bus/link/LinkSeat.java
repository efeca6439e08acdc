package org.monstermash.bus.link;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.Mailbox;
import org.monstermash.bus.PersonaListener;
import org.monstermash.bus.PersonaListener.Standing;
import org.monstermash.bus.Seat;
import org.monstermash.bus.event.LiveEvent.RequestAsked;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;

/** A persona's seat at the other end of the link; it outlives the line. Threads: any. */
final class LinkSeat implements Seat {
    private final PersonaCard card;
    private final Instant since;
    private final PersonaListener listener;
    private final Mailbox mailbox;
    private final Consumer<Frame> send;
    private final Consumer<LinkSeat> leave;
    private final Redeliveries redeliveries = new Redeliveries();
    private Optional<Standing> standing = Optional.empty();
    private boolean closed;

    LinkSeat(
            PersonaCard card, Instant since, PersonaListener listener, Consumer<Frame> send, Consumer<LinkSeat> leave) {
        this.card = card;
        this.since = since;
        this.listener = listener;
        this.mailbox = new Mailbox("seat of " + card.key());
        this.send = send;
        this.leave = leave;
    }

    String persona() {
        return card.key();
    }

    Frame.Wanted wanted() {
        return new Frame.Wanted(card, since);
    }

    synchronized boolean isActive() {
        return standing.equals(Optional.of(Standing.ACTIVE));
    }

    /** @param heard called after the listener has heard it */
    synchronized void stands(Frame.Standing now, Runnable heard) {
        redeliveries.epoch(now.epoch());
        if (!now.active()) {
            redeliveries.left();
        }
        stands(now.active() ? Standing.ACTIVE : Standing.STANDBY);
        mailbox.put(heard);
    }

    synchronized void disconnected() {
        if (standing.isPresent()) {
            stands(Standing.DISCONNECTED);
        }
    }

    private void stands(Standing now) {
        if (!standing.equals(Optional.of(now))) {
            standing = Optional.of(now);
            mailbox.put(() -> listener.onStanding(now));
        }
    }

    synchronized void delivered(Frame.Deliver frame) {
        Message message = frame.message();
        switch (redeliveries.delivered(message.room(), message.seq())) {
            case NEW -> mailbox.put(() -> listener.onMessage(new Linked(message, frame.ageMs())));
            case IN_HAND -> {}
            case SETTLED -> sendSettled(message);
        }
    }

    private final class Linked implements Delivery {
        private final Message message;
        private final Duration age;

        private Linked(Message message, long ageMs) {
            this.message = message;
            this.age = Duration.ofMillis(ageMs);
        }

        @Override
        public Message message() {
            return message;
        }

        @Override
        public Duration age() {
            return age;
        }

        @Override
        public void settle() {
            settled(message);
        }
    }

    private synchronized void settled(Message message) {
        if (!closed) {
            redeliveries.settled(message.room(), message.seq());
            sendSettled(message);
        }
    }

    private void sendSettled(Message message) {
        send.accept(new Frame.Settle(card.key(), message.room(), message.seq()));
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

    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            mailbox.close();
        }
        leave.accept(this);
    }
}

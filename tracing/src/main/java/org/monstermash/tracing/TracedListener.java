package org.monstermash.tracing;

import java.time.Duration;
import java.util.function.Predicate;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.PersonaListener;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;

/** A persona's ears, with an eye on when it gets a message and when it has settled it. */
final class TracedListener implements PersonaListener {
    private final String persona;
    private final PersonaListener inner;
    private final Tracing tracing;
    private final Turns turns;

    TracedListener(String persona, PersonaListener inner, Tracing tracing, Turns turns) {
        this.persona = persona;
        this.inner = inner;
        this.tracing = tracing;
        this.turns = turns;
    }

    @Override
    public void onMessage(Delivery delivery) {
        Message message = delivery.message();
        tracing.trails().of(message);
        if (persona.equals(message.persona())) {
            inner.onMessage(delivery);
            return;
        }
        turns.begin(persona, message);
        inner.onMessage(new Traced(delivery));
    }

    @Override
    public void onSpeak(LiveEvent.SpeakAsked asked) {
        inner.onSpeak(asked);
    }

    @Override
    public void onStop(LiveEvent.StopAsked asked) {
        inner.onStop(asked);
    }

    @Override
    public void onRequestAsked(LiveEvent.RequestAsked asked) {
        inner.onRequestAsked(asked);
    }

    @Override
    public void onMute(Mute mute) {
        inner.onMute(mute);
    }

    @Override
    public void onRoomsTaken(Predicate<String> taken) {
        inner.onRoomsTaken(taken);
    }

    @Override
    public void onStanding(Standing standing) {
        inner.onStanding(standing);
    }

    private final class Traced implements Delivery {
        private final Delivery delivery;

        Traced(Delivery delivery) {
            this.delivery = delivery;
        }

        @Override
        public Message message() {
            return delivery.message();
        }

        @Override
        public Duration age() {
            return delivery.age();
        }

        @Override
        public void settle() {
            turns.settled(persona, delivery.message());
            delivery.settle();
        }
    }
}

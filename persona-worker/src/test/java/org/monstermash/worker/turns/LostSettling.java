package org.monstermash.worker.turns;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.PersonaListener;
import org.monstermash.bus.Seat;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;

/** What this worker settles is forgotten, as when it crashes before that is remembered. Remembers what it handed over. */
final class LostSettling extends SeenBus {
    private final boolean losing;
    final List<Message> handedOver = new CopyOnWriteArrayList<>();

    LostSettling(ChatBus bus) {
        this(bus, true);
    }

    /** @param losing whether settling is lost at all */
    LostSettling(ChatBus bus, boolean losing) {
        super(bus);
        this.losing = losing;
    }

    @Override
    public Seat join(PersonaCard card, Instant since, PersonaListener listener) {
        return super.join(card, since, new PersonaListener() {
            @Override
            public void onMessage(Delivery delivery) {
                listener.onMessage(losing ? new Unsettling(delivery) : delivery);
                handedOver.add(delivery.message());
            }

            @Override
            public void onSpeak(SpeakAsked asked) {
                listener.onSpeak(asked);
            }

            @Override
            public void onStop(StopAsked asked) {
                listener.onStop(asked);
            }

            @Override
            public void onMute(Mute mute) {
                listener.onMute(mute);
            }

            @Override
            public void onStanding(Standing standing) {
                listener.onStanding(standing);
            }
        });
    }

    private record Unsettling(Delivery delivery) implements Delivery {
        @Override
        public Message message() {
            return delivery.message();
        }

        @Override
        public Duration age() {
            return delivery.age();
        }

        @Override
        public void settle() {}
    }
}

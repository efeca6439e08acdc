package org.monstermash.gateway.link;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.PersonaListener;
import org.monstermash.bus.Seat;
import org.monstermash.bus.event.LiveEvent.RequestAsked;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.link.Frame;
import org.monstermash.bus.link.FrameJson;

/**
 * One seat of a link: what the bus gives it goes out as frames. What is not settled is kept, and thereby bounded by the
 * window of the bus.
 */
final class LinkedPersona implements PersonaListener {
    private static final int RESTART = 1012;

    private record Place(String room, long seq) {}

    private final PersonaCard card;
    private final Supplier<List<Mute>> muted;
    private final String epoch;
    private final Outlet outlet;
    private final Map<Place, Delivery> unsettled = new ConcurrentHashMap<>();
    private volatile boolean active;
    private Seat seat;

    LinkedPersona(PersonaCard card, Supplier<List<Mute>> muted, String epoch, Outlet outlet) {
        this.card = card;
        this.muted = muted;
        this.epoch = epoch;
        this.outlet = outlet;
    }

    void sits(Seat taken) {
        seat = taken;
    }

    PersonaCard card() {
        return card;
    }

    boolean isActive() {
        return active;
    }

    void settle(String room, long seq) {
        Delivery delivery = unsettled.remove(new Place(room, seq));
        if (delivery != null) {
            delivery.settle();
        }
    }

    void leave() {
        active = false;
        seat.close();
        unsettled.clear();
    }

    @Override
    public void onMessage(Delivery delivery) {
        unsettled.put(new Place(delivery.message().room(), delivery.message().seq()), delivery);
        send(new Frame.Deliver(card.key(), delivery.message(), delivery.age().toMillis()));
    }

    @Override
    public void onSpeak(SpeakAsked asked) {
        send(new Frame.Speak(asked));
    }

    @Override
    public void onStop(StopAsked asked) {
        send(new Frame.Stop(card.key(), asked));
    }

    @Override
    public void onRequestAsked(RequestAsked asked) {
        send(new Frame.RequestAsked(asked));
    }

    @Override
    public void onMute(Mute mute) {
        send(new Frame.MuteChanged(mute));
    }

    /** Callbacks come one after the other: a mute that changes meanwhile is heard after all of them, never lost. */
    @Override
    public void onStanding(Standing standing) {
        active = standing == Standing.ACTIVE;
        try {
            send(new Frame.Mutes(card.key(), mutedRooms()));
            send(new Frame.Standing(card.key(), active, epoch));
        } catch (BusUnavailable e) {
            outlet.close(RESTART, "the history cannot be read");
        }
    }

    private List<String> mutedRooms() {
        return muted.get().stream()
                .filter(mute -> mute.persona().equals(card.key()))
                .map(Mute::room)
                .toList();
    }

    private void send(Frame frame) {
        outlet.send(FrameJson.write(frame));
    }
}

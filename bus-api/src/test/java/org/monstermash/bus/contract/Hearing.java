package org.monstermash.bus.contract;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.PersonaListener;
import org.monstermash.bus.event.LiveEvent.RequestAsked;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;

/** A persona that writes down all it hears, and does with each delivery what it was told. */
public final class Hearing implements PersonaListener {
    public final List<Delivery> deliveries = new CopyOnWriteArrayList<>();
    public final List<SpeakAsked> speaks = new CopyOnWriteArrayList<>();
    public final List<StopAsked> stops = new CopyOnWriteArrayList<>();
    public final List<RequestAsked> requests = new CopyOnWriteArrayList<>();
    public final List<Mute> mutes = new CopyOnWriteArrayList<>();
    public final List<Standing> standings = new CopyOnWriteArrayList<>();

    private final Consumer<Delivery> onDelivery;

    private Hearing(Consumer<Delivery> onDelivery) {
        this.onDelivery = onDelivery;
    }

    /** Settles nothing by itself. */
    public static Hearing unsettled() {
        return new Hearing(delivery -> {});
    }

    /** Settles everything at once. */
    public static Hearing settling() {
        return new Hearing(Delivery::settle);
    }

    public static Hearing doing(Consumer<Delivery> onDelivery) {
        return new Hearing(onDelivery);
    }

    @Override
    public void onMessage(Delivery delivery) {
        deliveries.add(delivery);
        onDelivery.accept(delivery);
    }

    @Override
    public void onSpeak(SpeakAsked asked) {
        speaks.add(asked);
    }

    @Override
    public void onStop(StopAsked asked) {
        stops.add(asked);
    }

    @Override
    public void onRequestAsked(RequestAsked asked) {
        requests.add(asked);
    }

    @Override
    public void onMute(Mute mute) {
        mutes.add(mute);
    }

    @Override
    public void onStanding(Standing standing) {
        standings.add(standing);
    }

    public Standing standing() {
        return standings.isEmpty() ? null : standings.getLast();
    }

    public List<Message> messages() {
        return deliveries.stream().map(Delivery::message).toList();
    }

    public List<String> contents() {
        return messages().stream().map(Message::content).toList();
    }

    public List<Long> seqs(String room) {
        return messages().stream()
                .filter(message -> message.room().equals(room))
                .map(Message::seq)
                .toList();
    }

    public void settle(String content) {
        deliveries.stream()
                .filter(delivery -> delivery.message().content().equals(content))
                .forEach(Delivery::settle);
    }
}

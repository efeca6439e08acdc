package org.monstermash.worker.turns;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.PersonaListener;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.Mute;

/** A listener's ear: what has come in can be told. */
final class Overheard implements PersonaListener {
    private final PersonaListener listener;
    private final Set<String> heard = ConcurrentHashMap.newKeySet();

    Overheard(PersonaListener listener) {
        this.listener = listener;
    }

    boolean has(String messageId) {
        return heard.contains(messageId);
    }

    @Override
    public void onMessage(Delivery delivery) {
        listener.onMessage(delivery);
        heard.add(delivery.message().id());
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
}

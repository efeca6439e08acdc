package org.monstermash.bus.contract;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.monstermash.bus.Follower;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;

/** A follower that writes down all it sees. */
public class Watching implements Follower {
    /** Messages and events in the order they came. */
    public final List<Object> all = new CopyOnWriteArrayList<>();

    public final List<Mute> mutes = new CopyOnWriteArrayList<>();
    public final List<List<String>> presences = new CopyOnWriteArrayList<>();

    @Override
    public void onMessage(Message message) {
        all.add(message);
    }

    @Override
    public void onEvent(LiveEvent event) {
        all.add(event);
    }

    @Override
    public void onMute(Mute mute) {
        mutes.add(mute);
    }

    @Override
    public void onPresence(List<PersonaCard> awake) {
        presences.add(awake.stream().map(PersonaCard::key).toList());
    }

    public List<Message> messages() {
        return of(Message.class);
    }

    public List<String> contents() {
        return messages().stream().map(Message::content).toList();
    }

    public <T> List<T> of(Class<T> type) {
        return all.stream().filter(type::isInstance).map(type::cast).toList();
    }

    public List<String> awake() {
        return presences.isEmpty() ? List.of() : presences.getLast();
    }
}

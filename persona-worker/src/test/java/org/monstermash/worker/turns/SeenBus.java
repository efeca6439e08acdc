package org.monstermash.worker.turns;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.monstermash.bus.BusHealth;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.Follower;
import org.monstermash.bus.PersonaListener;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.Seat;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.Tombstone;

/** A bus as one worker sees it, who does not close it for others: subclasses bend what they test. */
public class SeenBus implements ChatBus {
    final ChatBus bus;

    public SeenBus(ChatBus bus) {
        this.bus = bus;
    }

    @Override
    public CompletableFuture<Message> publish(Message message) {
        return bus.publish(message);
    }

    @Override
    public void emit(LiveEvent event) {
        bus.emit(event);
    }

    @Override
    public CompletableFuture<Void> mute(Mute mute) {
        return bus.mute(mute);
    }

    @Override
    public CompletableFuture<Void> bury(Tombstone tombstone) {
        return bus.bury(tombstone);
    }

    @Override
    public Seat join(PersonaCard card, Instant since, PersonaListener listener) {
        return bus.join(card, since, listener);
    }

    @Override
    public AutoCloseable follow(Follower follower) {
        return bus.follow(follower);
    }

    @Override
    public List<Message> recent(String room, int limit) {
        return bus.recent(room, limit);
    }

    @Override
    public ReplyState reply(String room, String replyId) {
        return bus.reply(room, replyId);
    }

    @Override
    public boolean isMuted(String room, String persona) {
        return bus.isMuted(room, persona);
    }

    @Override
    public BusHealth health() {
        return bus.health();
    }

    @Override
    public void close() {}
}

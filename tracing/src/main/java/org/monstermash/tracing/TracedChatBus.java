package org.monstermash.tracing;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

/** A bus that tells what is published on it and what its personas do about what they are given. */
final class TracedChatBus implements ChatBus {
    private final ChatBus inner;
    private final Tracing tracing;
    private final Turns turns;

    TracedChatBus(ChatBus inner, Tracing tracing) {
        this.inner = inner;
        this.tracing = tracing;
        this.turns = new Turns(tracing);
    }

    ChatBus inner() {
        return inner;
    }

    @Override
    public CompletableFuture<Message> publish(Message message) {
        String trace = tracing.trails().of(message);
        Instant begun = tracing.now();
        // Told before anybody goes on with what was stored.
        return inner.publish(message)
                .whenComplete((done, failure) -> tracing.tell(
                        "publish",
                        Step.Kind.PRODUCER,
                        trace,
                        StepIds.published(tracing.role(), message.id()),
                        parent(message),
                        begun,
                        attributes(message),
                        Optional.ofNullable(failure).map(TracedChatBus::kind)));
    }

    /** In a gateway: the request, or the worker a reply came from. In a worker: the turn the reply was made in. */
    private Optional<String> parent(Message message) {
        if (!message.byMonster()) {
            return Optional.of(StepIds.posted(message.id()));
        }
        if (!tracing.role().equals(Tracing.WORKER)) {
            return Optional.of(StepIds.published(Tracing.WORKER, message.id()));
        }
        return Optional.ofNullable(message.inReplyTo()).map(cause -> StepIds.turn(message.persona(), cause));
    }

    private static Map<String, Object> attributes(Message message) {
        Map<String, Object> attributes = Tracing.about(message);
        if (message.inReplyTo() != null) {
            attributes.put("monstermash.in_reply_to", message.inReplyTo());
        }
        if (message.model() != null) {
            attributes.put("monstermash.model", message.model());
        }
        return attributes;
    }

    private static String kind(Throwable failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        return cause.getClass().getSimpleName();
    }

    @Override
    public void emit(LiveEvent event) {
        if (event instanceof LiveEvent.Decision decision) {
            turns.decided(decision);
        } else if (event instanceof LiveEvent.ReplyEnded ended) {
            turns.replied(ended);
        }
        inner.emit(event);
    }

    @Override
    public CompletableFuture<Void> mute(Mute mute) {
        return inner.mute(mute);
    }

    @Override
    public CompletableFuture<Void> bury(Tombstone tombstone) {
        return inner.bury(tombstone);
    }

    /** In a gateway the personas of a link are not traced: their own process tells what they do. */
    @Override
    public Seat join(PersonaCard card, Instant since, PersonaListener listener) {
        boolean livesHere = tracing.role().equals(Tracing.WORKER);
        return inner.join(card, since, livesHere ? new TracedListener(card.key(), listener, tracing, turns) : listener);
    }

    @Override
    public AutoCloseable follow(Follower follower) {
        return inner.follow(follower);
    }

    @Override
    public List<Message> recent(String room, int limit) {
        List<Message> recent = inner.recent(room, limit);
        recent.forEach(tracing.trails()::of);
        return recent;
    }

    @Override
    public ReplyState reply(String room, String replyId) {
        return inner.reply(room, replyId);
    }

    @Override
    public boolean isMuted(String room, String persona) {
        return inner.isMuted(room, persona);
    }

    @Override
    public BusHealth health() {
        return inner.health();
    }

    @Override
    public void close() {
        inner.close();
        tracing.close();
    }
}

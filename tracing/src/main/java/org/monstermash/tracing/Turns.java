package org.monstermash.tracing;

import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;

/** What personas are doing about messages: from delivery to settling, with what they decided. Any thread. */
final class Turns {
    /** Those beyond are not traced: the oldest are forgotten. */
    private static final int MOST = 10_000;

    private record Turn(String persona, Message message, Instant begun, Map<String, Object> attributes) {}

    private final Tracing tracing;

    /** By the id of the reply that would come of it. */
    private final Map<String, Turn> open = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Turn> eldest) {
            return size() > MOST;
        }
    };

    Turns(Tracing tracing) {
        this.tracing = tracing;
    }

    /** Handed over again, it goes on. */
    synchronized void begin(String persona, Message message) {
        open.computeIfAbsent(Ids.ofReply(message.room(), persona, message.id()), reply -> {
            Map<String, Object> attributes = new HashMap<>(Tracing.about(message));
            attributes.put("monstermash.persona", persona);
            return new Turn(persona, message, tracing.now(), attributes);
        });
    }

    synchronized void decided(LiveEvent.Decision decision) {
        if (decision.messageId() == null) {
            return;
        }
        Turn turn = open.get(Ids.ofReply(decision.room(), decision.persona(), decision.messageId()));
        if (turn != null) {
            turn.attributes()
                    .put("monstermash.verdict", decision.verdict().name().toLowerCase(Locale.ROOT));
            turn.attributes().put("monstermash.reason", decision.reason());
        }
    }

    synchronized void replied(LiveEvent.ReplyEnded ended) {
        Turn turn = open.get(ended.replyId());
        if (turn != null) {
            turn.attributes().put("monstermash.reply_id", ended.replyId());
            turn.attributes().put("monstermash.outcome", ended.outcome().name().toLowerCase(Locale.ROOT));
        }
    }

    synchronized void settled(String persona, Message message) {
        Turn turn = open.remove(Ids.ofReply(message.room(), persona, message.id()));
        if (turn != null) {
            tracing.tell(
                    "deliver " + persona,
                    Step.Kind.CONSUMER,
                    tracing.trails().of(message),
                    StepIds.turn(persona, message.id()),
                    Optional.of(Tracing.origin(message)),
                    turn.begun(),
                    turn.attributes(),
                    Optional.empty());
        }
    }
}

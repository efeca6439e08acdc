package org.monstermash.gateway.link;

import java.util.Optional;
import java.util.function.Function;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Tombstone;

/**
 * What a link may say: only what the personas say whose seats it holds. Everything else is refused with an {@link
 * IllegalArgumentException} that says why.
 */
final class Rights {
    private final Function<String, Optional<LinkedPersona>> holder;
    private final BegunReplies begun;
    private final ChatBus bus;

    /** @param holder the persona of that key, where this link holds its seat now */
    Rights(Function<String, Optional<LinkedPersona>> holder, BegunReplies begun, ChatBus bus) {
        this.holder = holder;
        this.begun = begun;
        this.bus = bus;
    }

    /** The message under its persona's own name. */
    Message checked(Message message) {
        LinkedPersona persona = holder.apply(message.persona())
                .orElseThrow(() -> new IllegalArgumentException(
                        "a link says only what a persona says whose seat it holds, not " + message.persona()));
        if (!isReplyOf(message)) {
            throw new IllegalArgumentException("id is neither derived from in_reply_to nor of a reply that "
                    + message.persona() + " began: " + message.id());
        }
        if (message.content().isBlank()) {
            throw new IllegalArgumentException("content must not be blank: message " + message.id());
        }
        return message.withAuthor(persona.card().displayName());
    }

    private boolean isReplyOf(Message message) {
        String cause = message.inReplyTo();
        String derived = cause == null ? null : Ids.ofReply(message.room(), message.persona(), cause);
        return message.id().equals(derived) || hasBegun(message.persona(), message.room(), message.id());
    }

    /** After a restart of the gateway only the bus knows that somebody began it. */
    private boolean hasBegun(String persona, String room, String replyId) {
        return begun.persona(replyId)
                .map(persona::equals)
                .orElseGet(() -> bus.reply(room, replyId) instanceof ReplyState.Begun);
    }

    /** A tombstone does not say whose it is; what another persona began is not this link's to bury. */
    Tombstone checked(Tombstone tombstone) {
        boolean foreign = begun.persona(tombstone.replyId())
                .filter(persona -> holder.apply(persona).isEmpty())
                .isPresent();
        if (foreign) {
            throw new IllegalArgumentException("another persona began the reply " + tombstone.replyId());
        }
        return tombstone;
    }

    /** The event, or nothing where it comes too late to matter: more words of a reply that was not announced here. */
    Optional<LiveEvent> checked(LiveEvent event) {
        return switch (event) {
            case LiveEvent.ReplyStarted started -> Optional.of(started(started));
            case LiveEvent.ReplyDelta delta -> ofBegun(delta, delta.replyId());
            case LiveEvent.ReplyEnded ended -> ofBegun(ended, ended.replyId());
            case LiveEvent.Decision decision -> Optional.of(held(decision, decision.persona()));
            case LiveEvent.Notice notice -> Optional.of(held(notice, notice.persona()));
            case LiveEvent.RequestTold told -> Optional.of(held(told, told.persona()));
            case LiveEvent.BudgetTold told -> Optional.of(held(told, told.persona()));
            case LiveEvent.RequestAsked asked -> throw new IllegalArgumentException("a worker does not ask a worker");
            case LiveEvent.SpeakAsked asked -> throw new IllegalArgumentException("a worker does not ask to speak");
            case LiveEvent.StopAsked asked -> throw new IllegalArgumentException("a worker does not ask to stop");
        };
    }

    private LiveEvent started(LiveEvent.ReplyStarted event) {
        held(event, event.persona());
        if (!begun.begun(event.replyId(), event.persona())) {
            throw new IllegalArgumentException("another persona began the reply " + event.replyId());
        }
        return event;
    }

    private Optional<LiveEvent> ofBegun(LiveEvent event, String replyId) {
        return begun.persona(replyId).flatMap(holder).map(persona -> event);
    }

    private LiveEvent held(LiveEvent event, String persona) {
        if (holder.apply(persona).isEmpty()) {
            throw new IllegalArgumentException("this link does not hold the seat of " + persona);
        }
        return event;
    }
}

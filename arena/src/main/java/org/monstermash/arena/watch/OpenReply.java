package org.monstermash.arena.watch;

import java.util.Map;
import org.monstermash.arena.turn.Turn;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyDelta;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.Role;
import org.monstermash.bus.event.Usage;

/** The turn that is being said in the room, and how the room is told of it. */
final class OpenReply {
    /** A message must fit a frame of the link, also in JSON. */
    private static final int MAX_CHARS = 100_000;

    private final ChatBus bus;
    private final String room;
    private final PersonaCard guest;
    private final String id;
    private final String previous;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private int attempt = 1;
    private int index;

    /** @param previous the id of the turn before, or null for the opening */
    OpenReply(ChatBus bus, String room, PersonaCard guest, String id, String previous) {
        this.bus = bus;
        this.room = room;
        this.guest = guest;
        this.id = id;
        this.previous = previous;
    }

    String id() {
        return id;
    }

    boolean isOf(PersonaCard other) {
        return guest.equals(other);
    }

    void announce() {
        bus.emit(new ReplyStarted(room, id, guest.key(), previous, guest.model(), attempt));
    }

    /** The model is asked once more: what it said so far is replaced. */
    void beginAnew() {
        text.setLength(0);
        thinking.setLength(0);
        nextAttempt();
    }

    /** The room forgot it: what was said so far is told again. */
    void again() {
        nextAttempt();
        if (!thinking.isEmpty()) {
            delta(thinking.toString(), true);
        }
        if (!text.isEmpty()) {
            delta(text.toString(), false);
        }
    }

    private void nextAttempt() {
        attempt++;
        index = 0;
        announce();
    }

    void words(String words, boolean thought) {
        (thought ? thinking : text).append(words);
        delta(words, thought);
    }

    private void delta(String words, boolean thought) {
        bus.emit(new ReplyDelta(room, id, attempt, index++, thought ? null : words, thought ? words : null));
    }

    /** @param reason for the reader, or null */
    void ended(Outcome outcome, String reason) {
        bus.emit(new ReplyEnded(room, id, outcome, reason));
    }

    /** The turn as the room keeps it. */
    Message message(Turn turn) {
        return new Message(
                id,
                room,
                0,
                guest.displayName(),
                Role.MONSTER,
                content(turn),
                guest.key(),
                guest.emoji().isEmpty() ? null : guest.emoji(),
                turn.startedAt().plus(turn.duration()),
                previous,
                guest.model(),
                null,
                turn.thinking().isEmpty() || turn.thinking().length() > MAX_CHARS ? null : turn.thinking(),
                turn.truncated() || turn.partial(),
                usage(turn),
                Map.of());
    }

    static String content(Turn turn) {
        return turn.text().length() <= MAX_CHARS ? turn.text() : turn.text().substring(0, MAX_CHARS) + "…";
    }

    private static Usage usage(Turn turn) {
        return turn.duration().isZero() && turn.firstToken() == null
                ? null
                : new Usage(
                        turn.inputTokens(),
                        turn.outputTokens(),
                        turn.firstToken() == null ? null : turn.firstToken().toMillis(),
                        turn.duration().toMillis());
    }
}

package org.monstermash.bus.contract;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent.ReplyDelta;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.Role;

/** Messages, events and cards for tests. */
public final class Lines {
    public static final String ROOM = "graveyard";
    public static final PersonaCard WITCH = card("witch", "Morticia");
    public static final PersonaCard VAMPIRE = card("vampire", "Drac");
    public static final PersonaCard GHOST = card("ghost", "Eloise the Ghost");

    private Lines() {}

    public static PersonaCard card(String key, String displayName) {
        Instant since = Instant.parse("2026-10-31T20:00:00Z");
        return new PersonaCard(
                key, displayName, "🖤", "A summary.", List.of("rose"), List.of("Tish"), "scripted", since);
    }

    public static Message human(String content) {
        return human(ROOM, content);
    }

    public static Message human(String room, String content) {
        return human(room, content, now());
    }

    public static Message human(String room, String content, Instant createdAt) {
        return Message.byHuman(Ids.random(), room, "Ada", content, createdAt);
    }

    /** What a persona answers to a cause. */
    public static Message reply(PersonaCard persona, String room, String cause, String content) {
        return new Message(
                Ids.ofReply(room, persona.key(), cause),
                room,
                0,
                persona.displayName(),
                Role.MONSTER,
                content,
                persona.key(),
                persona.emoji(),
                now(),
                cause,
                "scripted",
                null,
                null,
                false,
                null,
                Map.of());
    }

    public static ReplyStarted started(PersonaCard persona, String room, String cause, int attempt) {
        String id = Ids.ofReply(room, persona.key(), cause);
        return new ReplyStarted(room, id, persona.key(), cause, "scripted", attempt);
    }

    public static ReplyDelta delta(ReplyStarted started, int index, String text) {
        return new ReplyDelta(started.room(), started.replyId(), started.attempt(), index, text, null);
    }

    /** Milliseconds are what JSON readers elsewhere can hold. */
    private static Instant now() {
        return Instant.now().truncatedTo(ChronoUnit.MILLIS);
    }
}

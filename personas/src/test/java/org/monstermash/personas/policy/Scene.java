package org.monstermash.personas.policy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Role;
import org.monstermash.personas.Persona;

/** A room in which somebody said something, and what a persona makes of the last of it. */
final class Scene {
    static final Duration TTL = Duration.ofSeconds(60);
    private static final Instant NOON = Instant.parse("2026-10-31T12:00:00Z");

    private final String room;
    private final List<Message> messages = new ArrayList<>();
    private boolean asked;
    private boolean muted;
    private Duration age = Duration.ZERO;

    private Scene(String room) {
        this.room = room;
    }

    static Scene in(String room) {
        return new Scene(room);
    }

    static Scene human(String content) {
        return in("graveyard").humanSays(content);
    }

    static Scene monster(String key, String content) {
        return in("graveyard").monsterSays(key, content);
    }

    Scene humanSays(String content) {
        return says("Vera", Role.HUMAN, null, content);
    }

    Scene monsterSays(String key, String content) {
        return says("The " + key, Role.MONSTER, key, content);
    }

    private Scene says(String author, Role role, String key, String content) {
        long seq = messages.size() + 1L;
        String id = Ids.ofClient(room, Long.toString(seq));
        messages.add(new Message(
                id,
                room,
                seq,
                author,
                role,
                content,
                key,
                null,
                NOON.plusSeconds(seq),
                null,
                null,
                null,
                null,
                false,
                null,
                Map.of()));
        return this;
    }

    Scene asked() {
        asked = true;
        return this;
    }

    Scene muted() {
        muted = true;
        return this;
    }

    Scene old(Duration age) {
        this.age = age;
        return this;
    }

    List<Message> messages() {
        return List.copyOf(messages);
    }

    Situation of(Persona persona) {
        return of(persona, messages.isEmpty() ? null : messages.getLast());
    }

    Situation of(Persona persona, Message cause) {
        String replyId = Ids.ofReply(room, persona.key(), cause == null ? "none" : cause.id());
        return of(persona, cause, replyId);
    }

    Situation of(Persona persona, Message cause, String replyId) {
        return new Situation(persona, cause, replyId, asked, muted, age, TTL, messages);
    }

    Verdict decidedBy(Persona persona) {
        return new ReplyPolicy().decide(of(persona));
    }
}

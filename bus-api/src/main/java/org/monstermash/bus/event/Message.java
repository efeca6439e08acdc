package org.monstermash.bus.event;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;

/**
 * One message of a room, as it is stored and as every reader sees it.
 *
 * <p>A component that does not apply is null (0 for {@code seq}, false for {@code truncated}, empty for {@code
 * extra}) and is left out of the JSON, except the seven of the first generation, which are always there.
 *
 * @param id 32 lower-case hex digits; the same id is the same message
 * @param room see {@link RoomName}
 * @param seq the place in its room, from 1 without gaps, or 0 before the message is stored
 * @param author the name to show
 * @param role a person or a persona
 * @param content what is said; never blank
 * @param persona the key of the persona that speaks, or null for a person
 * @param personaEmoji its emoji, or null
 * @param createdAt when the gateway took it or the persona finished it
 * @param inReplyTo the id of its cause, or null
 * @param model the model that really spoke, {@code provider/model} or {@code scripted}; null for a person
 * @param fallbackFrom the model that should have spoken, when another did
 * @param thinking what the model thought, never part of anybody's prompt
 * @param truncated whether the reply was cut before its end
 * @param usage what the reply cost
 * @param extra fields of a newer version, kept as they came (JSON values)
 */
public record Message(
        String id,
        String room,
        long seq,
        String author,
        Role role,
        String content,
        String persona,
        String personaEmoji,
        Instant createdAt,
        String inReplyTo,
        String model,
        String fallbackFrom,
        String thinking,
        boolean truncated,
        Usage usage,
        Map<String, Object> extra) {

    public Message {
        Ids.check(id);
        RoomName.check(room);
        Objects.requireNonNull(author, "author");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(content, "content");
        Objects.requireNonNull(createdAt, "createdAt");
        if (seq < 0) {
            throw new IllegalArgumentException("seq must not be negative: " + seq);
        }
        if ((role == Role.MONSTER) != (persona != null)) {
            throw new IllegalArgumentException("a monster's message names its persona, a person's does not: " + id);
        }
        extra = extra == null ? Map.of() : Map.copyOf(extra);
    }

    /** What a person says. */
    public static Message byHuman(String id, String room, String author, String content, Instant createdAt) {
        return new Message(
                id,
                room,
                0,
                author,
                Role.HUMAN,
                content,
                null,
                null,
                createdAt,
                null,
                null,
                null,
                null,
                false,
                null,
                Map.of());
    }

    /** The same message at its place in the room. */
    public Message withSeq(long seq) {
        return new Message(
                id,
                room,
                seq,
                author,
                role,
                content,
                persona,
                personaEmoji,
                createdAt,
                inReplyTo,
                model,
                fallbackFrom,
                thinking,
                truncated,
                usage,
                extra);
    }

    /** The same message under another name. */
    public Message withAuthor(String author) {
        return new Message(
                id,
                room,
                seq,
                author,
                role,
                content,
                persona,
                personaEmoji,
                createdAt,
                inReplyTo,
                model,
                fallbackFrom,
                thinking,
                truncated,
                usage,
                extra);
    }

    public boolean byMonster() {
        return role == Role.MONSTER;
    }
}

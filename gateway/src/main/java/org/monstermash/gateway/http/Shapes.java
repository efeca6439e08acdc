package org.monstermash.gateway.http;

import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The bodies as the OpenAPI document shows them. Only for reading: the JSON itself is made by the events' codec. */
final class Shapes {
    private Shapes() {}

    @Schema(name = "Draft", description = "What somebody wants to say")
    record Draft(
            @Schema(
                    description = "Absent: Human Visitor; null or blank: Anonymous",
                    nullable = true,
                    maxLength = 64,
                    examples = "Human Visitor")
            String author,

            @Schema(required = true, examples = "The moon is full tonight!")
            String content,

            @Schema(description = "Absent: graveyard", pattern = "[a-z0-9][a-z0-9_-]{0,63}")
            String room,

            @Schema(
                    name = "client_id",
                    description = "Your own key for this message: sent again, it is the same message",
                    maxLength = 64)
            String clientId) {}

    @Schema(name = "Message", description = "A message as everybody reads it")
    record Message(
            @Schema(pattern = "[0-9a-f]{32}") String id,
            String room,

            @Schema(description = "From 1 without gaps in each room")
            long seq,

            String author,
            @Schema(enumeration = {"human", "monster"}) String role,
            String content,
            @Schema(nullable = true) String persona,
            @Schema(name = "persona_emoji", nullable = true) String personaEmoji,
            @Schema(name = "created_at") Instant createdAt,
            @Schema(name = "in_reply_to") String inReplyTo,
            String model,
            @Schema(name = "fallback_from") String fallbackFrom,
            String thinking,
            Boolean truncated) {}

    @Schema(name = "Messages")
    record Messages(
            @Schema(description = "Oldest first; a search's newest first")
            List<Message> messages,

            @Schema(
                    name = "next_before",
                    description = "Ask with it for the messages before these; absent at the beginning")
            Long nextBefore) {}

    @Schema(name = "Room")
    record Room(
            String room, long seq, @Schema(name = "last_at") Instant lastAt) {}

    @Schema(name = "Persona")
    record Persona(
            String key,
            @Schema(name = "display_name") String displayName,
            String emoji,
            String summary,
            List<String> triggers,
            List<String> aliases,
            String model,
            Instant since) {}

    @Schema(name = "Request", description = "What a model was asked")
    record Request(
            @Schema(name = "reply_id") String replyId,
            String persona,
            String model,
            @Schema(description = "Without user and query") String url,

            @Schema(description = "true: the body was too long, and is the beginning of its JSON as a text")
            Boolean shortened,

            @Schema(description = "The JSON as it was sent") Object body) {}

    @Schema(name = "Muted")
    record Muted(@Schema(required = true) boolean muted) {}
}

package org.monstermash.gateway.http;

import java.util.Optional;
import org.monstermash.bus.event.RoomName;

/**
 * What somebody wants to say, checked by itself; whether the name is free is not decided here.
 *
 * @param clientId the sender's own key for it: sent again, it is the same message
 */
record Draft(String room, String author, String content, Optional<String> clientId) {
    static final String UNNAMED = "Human Visitor";
    static final String NAMED_NOTHING = "Anonymous";
    static final int MAX_AUTHOR = 64;
    static final int MAX_CLIENT_ID = 64;

    /**
     * @param pathRoom the room the address names, if it names one
     * @throws Refused 400, 403, 413 or 422
     */
    static Draft of(JsonBody body, Optional<String> pathRoom, int maxMessageChars) {
        humansOnly(body);
        return new Draft(room(body, pathRoom), author(body), content(body, maxMessageChars), clientId(body));
    }

    private static void humansOnly(JsonBody body) {
        if (!body.isNull("persona")) {
            throw new Refused(403, "Only a persona's worker may speak as a persona.");
        }
        if (!body.text("role").orElse("human").equals("human")) {
            throw new Refused(403, "Only the role 'human' may speak here.");
        }
    }

    private static String room(JsonBody body, Optional<String> pathRoom) {
        Optional<String> bodyRoom = body.text("room").map(Rooms::checked);
        String room = pathRoom.or(() -> bodyRoom).orElse(RoomName.DEFAULT);
        if (bodyRoom.isPresent() && !bodyRoom.get().equals(room)) {
            throw new Refused(422, "'room' must be the room of the address, or be left out.");
        }
        return Rooms.checked(room);
    }

    private static String author(JsonBody body) {
        if (!body.has("author")) {
            return UNNAMED;
        }
        String author = StoredText.author(body.text("author").orElse(""));
        if (StoredText.codePoints(author) > MAX_AUTHOR) {
            throw new Refused(422, "'author' is longer than " + MAX_AUTHOR + " characters.");
        }
        return StoredText.isBlank(author) ? NAMED_NOTHING : author;
    }

    private static String content(JsonBody body, int maxMessageChars) {
        String content = body.text("content").map(StoredText::content).orElse("");
        if (StoredText.isBlank(content)) {
            throw new Refused(422, "'content' must say something.");
        }
        if (StoredText.codePoints(content) > maxMessageChars) {
            throw new Refused(413, "'content' is longer than " + maxMessageChars + " characters.");
        }
        return content;
    }

    private static Optional<String> clientId(JsonBody body) {
        Optional<String> clientId = body.text("client_id").filter(key -> !key.isEmpty());
        if (clientId.isPresent() && StoredText.codePoints(clientId.get()) > MAX_CLIENT_ID) {
            throw new Refused(422, "'client_id' is longer than " + MAX_CLIENT_ID + " characters.");
        }
        return clientId;
    }
}

package org.monstermash.gateway.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.Message;
import org.monstermash.gateway.history.Archive;

/** What was said: rooms, pages of their history, search. */
@Path("/api/rooms")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "rooms")
public class RoomsResource {
    static final int DEFAULT_LIMIT = 50;
    static final int MAX_LIMIT = 200;

    private final Archive archive;

    RoomsResource(Archive archive) {
        this.archive = archive;
    }

    @GET
    @Operation(operationId = "rooms", summary = "Every room something was said in, newest first")
    @APIResponse(
            responseCode = "200",
            description = "The rooms",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = Shapes.Room.class)))
    public String rooms() {
        return EventJson.MAPPER.valueToTree(archive.rooms()).toString();
    }

    @GET
    @Path("{room}/messages")
    @Operation(operationId = "messages", summary = "A page of a room's history, oldest first")
    @APIResponse(
            responseCode = "200",
            description = "The page",
            content = @Content(schema = @Schema(implementation = Shapes.Messages.class)))
    public String messages(
            @PathParam("room") String room,
            @Schema(type = SchemaType.INTEGER, description = "Only messages with a smaller seq") @QueryParam("before")
                    String before,
            @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50") @QueryParam("limit")
                    String limit) {
        Rooms.checked(room);
        long beforeSeq = number("before", before, Long.MAX_VALUE, 1, Long.MAX_VALUE);
        int most = (int) number("limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT);
        List<Message> page = archive.before(room, beforeSeq, most);
        ObjectNode json = list(page);
        if (page.size() == most && page.getFirst().seq() > 1) {
            json.put("next_before", page.getFirst().seq());
        }
        return json.toString();
    }

    @GET
    @Path("{room}/search")
    @Operation(operationId = "search", summary = "Messages that hold all the words, newest first")
    @APIResponse(
            responseCode = "200",
            description = "What was found",
            content = @Content(schema = @Schema(implementation = Shapes.Messages.class)))
    public String search(
            @PathParam("room") String room,
            @Schema(description = "Words, never query syntax") @QueryParam("q") String words,
            @Schema(type = SchemaType.INTEGER, minimum = "1", maximum = "200", defaultValue = "50") @QueryParam("limit")
                    String limit) {
        Rooms.checked(room);
        if (words == null || StoredText.isBlank(words)) {
            throw new Refused(422, "'q' must hold a word to search for.");
        }
        return list(archive.search(room, words, (int) number("limit", limit, DEFAULT_LIMIT, 1, MAX_LIMIT)))
                .toString();
    }

    private static ObjectNode list(List<Message> messages) {
        ObjectNode json = EventJson.MAPPER.createObjectNode();
        var array = json.putArray("messages");
        messages.forEach(message -> array.add(EventJson.tree(message)));
        return json;
    }

    private static long number(String name, String text, long otherwise, long min, long max) {
        if (text == null) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(text);
            if (min <= number && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            // said below, as for a number out of range
        }
        String range = max == Long.MAX_VALUE ? " of at least " + min : " from " + min + " to " + max;
        throw new Refused(422, "'" + name + "' must be a whole number" + range + ".");
    }
}

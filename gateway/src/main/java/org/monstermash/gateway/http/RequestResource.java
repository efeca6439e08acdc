package org.monstermash.gateway.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.LiveEvent.RequestTold;
import org.monstermash.bus.event.Message;
import org.monstermash.gateway.live.Fanout;

/** What a model was asked for a reply: only for who asks, and only as long as its worker remembers. */
@Path("/api/rooms")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
@Tag(name = "rooms")
public class RequestResource {
    private static final String SCRIPTED = "scripted";

    private final ChatBus bus;
    private final Fanout fanout;
    private final AskedRequests requests;

    RequestResource(ChatBus bus, Fanout fanout, AskedRequests requests) {
        this.bus = bus;
        this.fanout = fanout;
        this.requests = requests;
    }

    @GET
    @Path("{room}/replies/{id}/request")
    @Operation(operationId = "request", summary = "The request that went to the model which said a reply")
    @APIResponse(
            responseCode = "200",
            description = "The request, without headers and keys",
            content = @Content(schema = @Schema(implementation = Shapes.Request.class)))
    @APIResponse(responseCode = "404", description = "No model's reply, or nobody remembers")
    public CompletionStage<String> request(@PathParam("room") String room, @PathParam("id") String id) {
        Message reply = reply(Rooms.checked(room), id);
        if (fanout.awake().stream().noneMatch(card -> card.key().equals(reply.persona()))) {
            throw forgotten();
        }
        return requests.ask(reply).thenApply(told -> json(told.orElseThrow(RequestResource::forgotten))
                .toString());
    }

    private Message reply(String room, String id) {
        if (!(bus.reply(room, id) instanceof ReplyState.Stored stored)
                || !stored.message().room().equals(room)
                || !stored.message().byMonster()) {
            throw new Refused(404, "No reply with this id was made in this room.");
        }
        String model = stored.message().model();
        if (model == null || model.equals(SCRIPTED)) {
            throw new Refused(404, "This is a line of the script: no model was asked.");
        }
        return stored.message();
    }

    private static Refused forgotten() {
        return new Refused(404, "Nobody remembers what was asked for this reply.");
    }

    private static ObjectNode json(RequestTold told) {
        ObjectNode json = EventJson.MAPPER
                .createObjectNode()
                .put("reply_id", told.replyId())
                .put("persona", told.persona())
                .put("model", told.model())
                .put("url", told.url());
        if (told.shortened()) {
            return json.put("shortened", true).put("body", told.body());
        }
        try {
            return json.set("body", EventJson.object(told.body()));
        } catch (IllegalArgumentException noJson) {
            return json.put("body", told.body());
        }
    }
}

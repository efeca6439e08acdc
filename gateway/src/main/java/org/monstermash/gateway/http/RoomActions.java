package org.monstermash.gateway.http;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Mute;
import org.monstermash.gateway.live.Fanout;

/** What people do in a room: say something, ask for silence, ask a persona to speak or to say nothing any more. */
@Path("/api/rooms")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "rooms")
public class RoomActions {
    private final ChatBus bus;
    private final Fanout fanout;
    private final SendResource send;

    RoomActions(ChatBus bus, Fanout fanout, SendResource send) {
        this.bus = bus;
        this.fanout = fanout;
        this.send = send;
    }

    @POST
    @Path("{room}/messages")
    @NonBlocking
    @Operation(operationId = "sendToRoom", summary = "The same as /send, with the room in the address")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Shapes.Draft.class)))
    @APIResponse(
            responseCode = "200",
            description = "The stored message",
            content = @Content(schema = @Schema(implementation = Shapes.Message.class)))
    public CompletionStage<String> sendToRoom(@PathParam("room") String room, @Context RoutingContext request) {
        return send.say(request, Optional.of(Rooms.checked(room)));
    }

    @POST
    @Path("{room}/stop")
    @Operation(operationId = "stop", summary = "Stops every reply that is being made in the room")
    @APIResponse(responseCode = "202", description = "Asked")
    public Response stop(@PathParam("room") String room) {
        bus.emit(new LiveEvent.StopAsked(Rooms.checked(room)));
        return Response.accepted("{}").build();
    }

    @POST
    @Path("{room}/personas/{key}/speak")
    @Operation(operationId = "speak", summary = "Asks a persona to answer the newest message")
    @APIResponse(responseCode = "202", description = "Asked; request_id takes the cause's place in the reply's id")
    @APIResponse(responseCode = "404", description = "Not awake")
    public Response speak(@PathParam("room") String room, @PathParam("key") String key) {
        Rooms.checked(room);
        checkAwake(key);
        String requestId = Ids.random();
        bus.emit(new LiveEvent.SpeakAsked(room, key, requestId));
        String json =
                EventJson.MAPPER.createObjectNode().put("request_id", requestId).toString();
        return Response.accepted(json).build();
    }

    @PUT
    @Path("{room}/personas/{key}/muted")
    @Operation(operationId = "mute", summary = "Mutes or unmutes a persona in a room, for ever")
    @RequestBody(
            required = true,
            content =
                    @Content(
                            mediaType = MediaType.APPLICATION_JSON,
                            schema = @Schema(implementation = Shapes.Muted.class)))
    @APIResponse(responseCode = "204", description = "Stored")
    @APIResponse(responseCode = "404", description = "Not awake")
    public CompletionStage<Response> mute(
            @PathParam("room") String room, @PathParam("key") String key, @Context RoutingContext request) {
        Rooms.checked(room);
        boolean muted = JsonBody.read(request).bool("muted");
        checkAwake(key);
        return bus.mute(new Mute(room, key, muted))
                .thenApply(done -> Response.noContent().build());
    }

    private void checkAwake(String key) {
        if (fanout.awake().stream().noneMatch(card -> card.key().equals(key))) {
            throw new Refused(404, "No persona with this key is awake.");
        }
    }
}

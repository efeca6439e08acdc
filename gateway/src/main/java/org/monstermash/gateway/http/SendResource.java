package org.monstermash.gateway.http;

import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.monstermash.bus.event.EventJson;
import org.monstermash.gateway.watch.PostTrace;
import org.monstermash.settings.Settings;

/** Where people say something. */
@Path("/send")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "messages")
public class SendResource {
    private final Saying saying;
    private final int maxMessageChars;

    SendResource(Saying saying, Settings settings) {
        this.saying = saying;
        this.maxMessageChars = settings.gateway().maxMessageChars();
    }

    @POST
    @NonBlocking
    @Operation(operationId = "send", summary = "Says something in a room; answers when it is stored")
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
    @APIResponse(responseCode = "403", description = "Another role than human, a persona, or a foreign origin")
    @APIResponse(responseCode = "409", description = "The author looks like a persona")
    @APIResponse(responseCode = "413", description = "Too long")
    @APIResponse(responseCode = "415", description = "Not JSON")
    @APIResponse(responseCode = "422", description = "Broken JSON, wrong types, or nothing said")
    @APIResponse(responseCode = "429", description = "Too fast; Retry-After says how long to wait")
    @APIResponse(responseCode = "503", description = "The bus is away; trying again is safe with a client_id")
    @APIResponse(responseCode = "507", description = "The disk is full")
    public CompletionStage<String> send(@Context RoutingContext request) {
        return say(request, Optional.empty());
    }

    /** The same, where the address names the room. */
    CompletionStage<String> say(RoutingContext request, Optional<String> room) {
        Draft draft = Draft.of(JsonBody.read(request), room, maxMessageChars);
        return saying.say(draft).thenApply(stored -> {
            PostTrace.brought(request, stored);
            return EventJson.write(stored);
        });
    }
}

package org.monstermash.gateway.http;

import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.monstermash.bus.event.EventJson;
import org.monstermash.gateway.live.Fanout;

/** Who is awake. */
@Path("/api/personas")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
@Tag(name = "personas")
public class PersonasResource {
    private final Fanout fanout;

    PersonasResource(Fanout fanout) {
        this.fanout = fanout;
    }

    @GET
    @Operation(operationId = "personas", summary = "The personas that are awake")
    @APIResponse(
            responseCode = "200",
            description = "The personas",
            content = @Content(schema = @Schema(type = SchemaType.ARRAY, implementation = Shapes.Persona.class)))
    public String personas() {
        return EventJson.MAPPER.valueToTree(fanout.awake()).toString();
    }
}

package org.monstermash.gateway.http;

import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.monstermash.gateway.history.Archive;
import org.monstermash.gateway.transcript.HtmlPage;
import org.monstermash.gateway.transcript.JsonLines;
import org.monstermash.gateway.transcript.MarkdownFile;
import org.monstermash.gateway.transcript.Transcript;

/** A room as one file. */
@Path("/api/rooms")
@Blocking
@Tag(name = "rooms")
public class TranscriptResource {
    private static final Map<String, Transcript> FORMS =
            Map.of("html", new HtmlPage(), "md", new MarkdownFile(), "jsonl", new JsonLines());

    private final Archive archive;

    TranscriptResource(Archive archive) {
        this.archive = archive;
    }

    @GET
    @Path("{room}/transcript.{form: html|md|jsonl}")
    @Operation(operationId = "transcript", summary = "The room as one file: html, md or jsonl")
    @APIResponse(responseCode = "200", description = "The file")
    public Response transcript(@PathParam("room") String room, @PathParam("form") String form) {
        Rooms.checked(room);
        Transcript transcript = FORMS.get(form);
        StreamingOutput body = out -> write(transcript, room, out);
        return Response.ok(body)
                .header("Content-Type", transcript.contentType())
                .header("Content-Security-Policy", transcript.contentSecurityPolicy())
                .header("Content-Disposition", "inline; filename=\"" + room + "." + form + "\"")
                .build();
    }

    private void write(Transcript transcript, String room, OutputStream out) throws IOException {
        try (Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8)) {
            Transcript.Pages pages = transcript.begin(room, text -> append(writer, text));
            archive.forEach(room, pages::add);
            pages.end();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static void append(Writer writer, String text) {
        try {
            writer.write(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

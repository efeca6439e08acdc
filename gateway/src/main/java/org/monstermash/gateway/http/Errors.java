package org.monstermash.gateway.http;

import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.StorageFull;
import org.monstermash.gateway.door.Refusal;

/** Every error as {@code {"detail": "one sentence"}}. */
final class Errors {
    private static final Logger LOG = Logger.getLogger(Errors.class);
    private static final String BROKEN = "Something went wrong here; the gateway's log says what.";

    private static final Map<Integer, String> SENTENCES = Map.of(
            400, "This request cannot be understood.",
            404, "There is nothing at this address.",
            405, "This address does not take this method.",
            406, "This address cannot answer in the type that is asked for.",
            415, "Send JSON, with Content-Type: application/json.");

    @ServerExceptionMapper
    Response map(Refused refused) {
        return answer(refused.refusal());
    }

    @ServerExceptionMapper
    Response map(StorageFull full) {
        return answer(Refusal.of(507, "The disk is full: nothing can be stored now."));
    }

    @ServerExceptionMapper
    Response map(BusUnavailable away) {
        return answer(Refusal.of(503, "The bus is not ready: " + away.getMessage()));
    }

    @ServerExceptionMapper
    Response map(WebApplicationException e) {
        int status = e.getResponse().getStatus();
        if (status < 400) {
            return e.getResponse();
        }
        return answer(Refusal.of(status, SENTENCES.getOrDefault(status, BROKEN)));
    }

    @ServerExceptionMapper
    Response map(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return switch (cause) {
            case Refused refused -> map(refused);
            case StorageFull full -> map(full);
            case BusUnavailable away -> map(away);
            default -> {
                LOG.error("a request failed", cause);
                yield answer(Refusal.of(500, BROKEN));
            }
        };
    }

    private static Response answer(Refusal refusal) {
        return Response.status(refusal.status())
                .header(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON)
                .entity(refusal.json())
                .build();
    }
}

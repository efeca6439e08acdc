package org.monstermash.gateway.page;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.monstermash.bus.event.EventJson;
import org.monstermash.settings.Settings;

/** The page people chat on: the same for everybody, so it is made once. */
@Path("/")
public class ChatPage {
    private final String html;

    ChatPage(@Location("chat") Template template, Settings settings) {
        Map<String, String> texts = Texts.load();
        this.html = template.data("t", texts)
                .data("texts", EventJson.MAPPER.valueToTree(texts).toString())
                .data("badge", texts.get(settings.demoMode() ? "badge_demo" : "badge_llm"))
                .data("maxChars", settings.gateway().maxMessageChars())
                .render();
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @NonBlocking
    @Operation(hidden = true)
    public Response page() {
        return Response.ok(html, "text/html;charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}

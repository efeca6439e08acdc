package org.monstermash.gateway.page;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.monstermash.gateway.history.Archive;
import org.monstermash.gateway.live.Fanout;

/** {@code /arena}: the duels that are or were watched here, each with its room and its transcript. No script. */
@Path("/arena")
public class ArenaPage {
    private final Template template;
    private final Fanout fanout;
    private final Duels duels;
    private final Map<String, String> texts = Texts.load();

    ArenaPage(@Location("arena") Template template, Fanout fanout, Archive archive) {
        this.template = template;
        this.fanout = fanout;
        this.duels = new Duels(archive);
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @Blocking
    @Operation(hidden = true)
    public Response page() {
        List<Duels.Duel> all = duels.all(fanout.awake());
        String html = template.data("t", texts)
                .data("running", all.stream().filter(Duels.Duel::running).toList())
                .data("finished", all.stream().filter(duel -> !duel.running()).toList())
                .render();
        return Response.ok(html, "text/html;charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-cache")
                .build();
    }
}

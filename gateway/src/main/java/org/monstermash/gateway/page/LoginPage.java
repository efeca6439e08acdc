package org.monstermash.gateway.page;

import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.monstermash.gateway.door.BodyLimit;
import org.monstermash.gateway.door.Door;
import org.monstermash.gateway.door.RoomKey;

/** Where a browser enters the rooms' password, and gets a cookie for it. */
@Path(Door.LOGIN)
@Produces(MediaType.TEXT_HTML)
@NonBlocking
public class LoginPage {
    private static final String FIELD = "password=";

    private final Optional<RoomKey> key;
    private final Template template;
    private final Map<String, String> texts = Texts.load();

    LoginPage(Optional<RoomKey> key, @Location("login") Template template) {
        this.key = key;
        this.template = template;
    }

    @GET
    @Operation(hidden = true)
    public Response form() {
        return key.isEmpty() ? toTheRoom().build() : page(Response.Status.OK, false);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response enter(@Context RoutingContext context) {
        if (key.isEmpty()) {
            return toTheRoom().build();
        }
        if (!key.get().opensWith(password(BodyLimit.bodyOf(context)))) {
            return page(Response.Status.UNAUTHORIZED, true);
        }
        HttpServerRequest request = context.request();
        boolean secure = request.isSSL() || "https".equals(request.getHeader("X-Forwarded-Proto"));
        return toTheRoom()
                .header(HttpHeaders.SET_COOKIE, key.get().cookie(secure).encode())
                .build();
    }

    private Response page(Response.Status status, boolean wrong) {
        String html = template.data("t", texts).data("wrong", wrong).render();
        return Response.status(status)
                .entity(html)
                .type("text/html;charset=UTF-8")
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .build();
    }

    private static Response.ResponseBuilder toTheRoom() {
        return Response.seeOther(URI.create("/"));
    }

    private static String password(byte[] body) {
        String form = new String(body, StandardCharsets.UTF_8);
        try {
            return Arrays.stream(form.split("&"))
                    .filter(field -> field.startsWith(FIELD))
                    .findFirst()
                    .map(field -> URLDecoder.decode(field.substring(FIELD.length()), StandardCharsets.UTF_8))
                    .orElse("");
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}

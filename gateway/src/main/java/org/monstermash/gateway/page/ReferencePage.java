package org.monstermash.gateway.page;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.qute.Location;
import io.quarkus.qute.Template;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.monstermash.bus.event.EventJson;

/** {@code /redoc}: the OpenAPI document as a page to read, without a script. {@code /docs} is the one to try things on. */
@Path("/redoc")
public class ReferencePage {
    /** Where the build leaves the document that {@code /openapi.json} serves. */
    private static final String DOCUMENT = "META-INF/quarkus-generated-openapi-doc.JSON";

    private final String html;

    record Call(String method, String path, String summary, List<Part> parameters, String body, List<Part> answers) {}

    record Part(String name, String kind, String about) {}

    record Shape(String name, String about, List<Part> fields) {}

    ReferencePage(@Location("reference") Template template) {
        JsonNode document = document();
        this.html = template.data("t", Texts.load())
                .data("version", document.at("/info/version").asText())
                .data("calls", calls(document))
                .data("shapes", shapes(document))
                .render();
    }

    @GET
    @Produces(MediaType.TEXT_HTML)
    @NonBlocking
    @Operation(hidden = true)
    public String page() {
        return html;
    }

    private static JsonNode document() {
        try (InputStream in = Thread.currentThread().getContextClassLoader().getResourceAsStream(DOCUMENT)) {
            return EventJson.MAPPER.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Call> calls(JsonNode document) {
        List<Call> calls = new ArrayList<>();
        document.path("paths").properties().forEach(path -> path.getValue()
                .properties()
                .forEach(method -> calls.add(call(method.getKey(), path.getKey(), method.getValue()))));
        return calls;
    }

    private static Call call(String method, String path, JsonNode call) {
        List<Part> parameters = StreamSupport.stream(call.path("parameters").spliterator(), false)
                .map(p -> new Part(
                        p.path("name").asText(),
                        kind(p.path("schema")) + ", " + p.path("in").asText(),
                        p.at("/schema/description").asText()))
                .toList();
        List<Part> answers = call.path("responses").properties().stream()
                .map(answer -> new Part(
                        answer.getKey(),
                        shapeOf(answer.getValue()),
                        answer.getValue().path("description").asText()))
                .toList();
        return new Call(
                method.toUpperCase(Locale.ROOT),
                path,
                call.path("summary").asText(),
                parameters,
                shapeOf(call.path("requestBody")),
                answers);
    }

    private static List<Shape> shapes(JsonNode document) {
        return document.at("/components/schemas").properties().stream()
                .filter(schema -> schema.getValue().has("properties"))
                .map(schema -> new Shape(
                        schema.getKey(), schema.getValue().path("description").asText(), fields(schema.getValue())))
                .toList();
    }

    private static List<Part> fields(JsonNode schema) {
        return schema.path("properties").properties().stream()
                .map(field -> new Part(
                        field.getKey(),
                        kind(field.getValue()),
                        field.getValue().path("description").asText()))
                .toList();
    }

    private static String shapeOf(JsonNode bodyOrAnswer) {
        for (Map.Entry<String, JsonNode> content : bodyOrAnswer.path("content").properties()) {
            return kind(content.getValue().path("schema"));
        }
        return "";
    }

    /** A type, several of them, or the name of a shape, each with what it may be. */
    private static String kind(JsonNode schema) {
        if (schema.has("$ref")) {
            return schema.get("$ref").asText().replaceFirst(".*/", "");
        }
        if (schema.path("type").asText().equals("array")) {
            return "list of " + kind(schema.path("items"));
        }
        JsonNode type = schema.path("type");
        return type.isArray()
                ? String.join(
                        " or ",
                        StreamSupport.stream(type.spliterator(), false)
                                .map(JsonNode::asText)
                                .toList())
                : type.asText();
    }
}

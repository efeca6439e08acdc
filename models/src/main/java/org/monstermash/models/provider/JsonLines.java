package org.monstermash.models.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Queue;

/** A JSON object a line. */
final class JsonLines implements Events {
    private final Lines lines;
    private final Queue<JsonNode> ready = new ArrayDeque<>();

    JsonLines(InputStream body) {
        this.lines = new Lines(body);
    }

    @Override
    public Event next() throws IOException {
        while (ready.isEmpty()) {
            String line = lines.next();
            if (line == null) {
                return new Event.End();
            }
            ready.addAll(Json.values(line));
        }
        return new Event.Json("", ready.remove());
    }
}

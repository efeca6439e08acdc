package org.monstermash.models.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Queue;

/** A body that is JSON as a whole; at most {@value #MAX_BYTES} bytes, else {@link Garbage}. */
final class WholeBody implements Events {
    static final int MAX_BYTES = 4 * 1024 * 1024;

    private final InputStream body;
    private Queue<JsonNode> ready;

    WholeBody(InputStream body) {
        this.body = body;
    }

    @Override
    public Event next() throws IOException {
        if (ready == null) {
            ready = new ArrayDeque<>(Json.values(text(body, MAX_BYTES)));
            if (ready.isEmpty()) {
                throw new Garbage("an empty body");
            }
        }
        return ready.isEmpty() ? new Event.Done() : new Event.Json("", ready.remove());
    }

    private static String text(InputStream body, int maxBytes) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] buffer = new byte[8192];
        for (int read = body.read(buffer, 0, buffer.length); read > 0; read = body.read(buffer, 0, buffer.length)) {
            text.write(buffer, 0, read);
            if (text.size() > maxBytes) {
                throw new Garbage("a body longer than " + maxBytes + " bytes");
            }
        }
        return text.toString(StandardCharsets.UTF_8);
    }
}

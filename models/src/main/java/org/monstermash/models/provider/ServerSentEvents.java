package org.monstermash.models.provider;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Server-sent events as WHATWG HTML describes them, and as servers get them wrong: a last event that no empty line ends
 * counts too, and llama.cpp once wrote {@code error: {…}} as a field of its own.
 */
final class ServerSentEvents implements Events {
    private static final String DONE = "[DONE]";

    private final Lines lines;
    private final Queue<Event> ready = new ArrayDeque<>();

    ServerSentEvents(InputStream body) {
        this.lines = new Lines(body);
    }

    @Override
    public Event next() throws IOException {
        while (ready.isEmpty()) {
            readOne();
        }
        return ready.remove();
    }

    private void readOne() throws IOException {
        StringBuilder data = new StringBuilder();
        String type = "";
        while (true) {
            String line = lines.next();
            if (line == null) {
                dispatch(type, data);
                ready.add(new Event.End());
                return;
            }
            if (line.isEmpty()) {
                dispatch(type, data);
                return;
            }
            int colon = line.indexOf(':');
            String field = colon < 0 ? line : line.substring(0, colon);
            String value = colon < 0 ? "" : line.substring(colon + 1);
            value = value.startsWith(" ") ? value.substring(1) : value;
            switch (field) {
                case "data" -> append(data, value);
                case "event" -> type = value;
                case "error" -> {
                    type = "error";
                    append(data, value);
                }
                // ":" starts a comment, which servers send to keep a connection alive; "id" and "retry" say nothing
                // here.
                case "", "id", "retry" -> {}
                default -> {
                    if (line.startsWith("{") || line.startsWith("<")) {
                        throw new Garbage("no server-sent event: " + line.substring(0, Math.min(80, line.length())));
                    }
                }
            }
        }
    }

    private static void append(StringBuilder data, String value) throws Garbage {
        if (data.length() + value.length() > Lines.MAX_LINE_BYTES) {
            throw new Garbage("an event longer than " + Lines.MAX_LINE_BYTES + " characters");
        }
        data.append(data.isEmpty() ? "" : "\n").append(value);
    }

    private void dispatch(String type, StringBuilder data) throws Garbage {
        String text = data.toString().strip();
        boolean done = text.endsWith(DONE);
        String json = done ? text.substring(0, text.length() - DONE.length()) : text;
        for (JsonNode value : Json.values(json)) {
            ready.add(new Event.Json(type, value));
        }
        if (done) {
            ready.add(new Event.Done());
        }
    }
}

package org.monstermash.gateway.transcript;

import java.util.function.Consumer;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.Message;

/** One message's JSON a line: for programs. */
public final class JsonLines implements Transcript {
    @Override
    public String contentType() {
        return "application/x-ndjson; charset=utf-8";
    }

    @Override
    public String contentSecurityPolicy() {
        return "default-src 'none'";
    }

    @Override
    public Pages begin(String room, Consumer<String> out) {
        return new Pages() {
            @Override
            public void add(Message message) {
                out.accept(EventJson.write(message) + "\n");
            }

            @Override
            public void end() {
                // the last line is the end
            }
        };
    }
}

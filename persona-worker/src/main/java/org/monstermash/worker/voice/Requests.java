package org.monstermash.worker.voice;

import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.monstermash.bus.event.LiveEvent.RequestTold;
import org.monstermash.models.SentRequest;

/**
 * What the models of one persona were asked for its newest replies. Bounds: {@value #KEPT} replies and {@value
 * #KEPT_CHARS} characters in all, the oldest is forgotten first; of a body {@value RequestTold#MAX_BODY_BYTES} bytes.
 * Any thread.
 */
final class Requests {
    static final int KEPT = 64;
    static final int KEPT_CHARS = 4 * 1024 * 1024;

    private final String persona;
    /** By reply, the oldest first. */
    private final Map<String, RequestTold> byReply = new LinkedHashMap<>();

    private int chars;

    Requests(String persona) {
        this.persona = persona;
    }

    /** The model spoke. What was remembered of the same reply before is void. */
    synchronized void spoke(String room, String replyId, String model, SentRequest request) {
        forget(byReply.remove(replyId));
        byte[] body = request.body().getBytes(StandardCharsets.UTF_8);
        boolean shortened = body.length > RequestTold.MAX_BODY_BYTES;
        String shown = shortened ? beginning(body) : request.body();
        byReply.put(replyId, new RequestTold(room, persona, replyId, model, request.url(), shown, shortened));
        chars += shown.length();
        Iterator<RequestTold> oldestFirst = byReply.values().iterator();
        while (byReply.size() > KEPT || chars > KEPT_CHARS) {
            RequestTold oldest = oldestFirst.next();
            oldestFirst.remove();
            forget(oldest);
        }
    }

    private void forget(RequestTold told) {
        chars -= told == null ? 0 : told.body().length();
    }

    /** In UTF-8 no character is cut before a byte that does not continue one. */
    private static String beginning(byte[] body) {
        int end = RequestTold.MAX_BODY_BYTES;
        while ((body[end] & 0xC0) == 0x80) {
            end--;
        }
        return new String(body, 0, end, StandardCharsets.UTF_8);
    }

    synchronized Optional<RequestTold> of(String room, String replyId) {
        return Optional.ofNullable(byReply.get(replyId))
                .filter(told -> told.room().equals(room));
    }
}

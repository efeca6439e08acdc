package org.monstermash.gateway.live;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.PersonaCard;

/** The frames of {@code /live}: the events' own JSON without the room, and what only a gateway says. */
final class LiveJson {
    private LiveJson() {}

    static Told message(Message message) {
        ObjectNode json = EventJson.tree(message);
        ObjectNode event = EventJson.MAPPER
                .createObjectNode()
                .put("type", "message")
                .put("seq", message.seq())
                .set("message", json);
        return Told.message(message.id(), message.seq(), event.toString(), json.toString());
    }

    static Told event(Told.Kind kind, String about, LiveEvent event) {
        ObjectNode json = EventJson.tree(event);
        json.remove("room");
        return Told.of(kind, about, 0, json.toString());
    }

    static Told delta(String replyId, int attempt, int index, String text, String thinking) {
        ObjectNode json = EventJson.MAPPER
                .createObjectNode()
                .put("type", "reply_delta")
                .put("reply_id", replyId)
                .put("attempt", attempt)
                .put("index", index);
        if (!text.isEmpty()) {
            json.put("text", text);
        }
        if (!thinking.isEmpty()) {
            json.put("thinking", thinking);
        }
        return Told.of(Told.Kind.REPLY_DELTA, replyId, 0, json.toString());
    }

    static Told hello(String epoch, long seq) {
        return place("hello", epoch, seq);
    }

    static Told reset(String epoch, long seq) {
        return place("reset", epoch, seq);
    }

    static Told presence(List<PersonaCard> awake, Predicate<String> muted, Set<String> typing) {
        ObjectNode json = EventJson.MAPPER.createObjectNode().put("type", "presence");
        var personas = json.putArray("personas");
        for (PersonaCard card : awake) {
            ObjectNode persona = EventJson.MAPPER.valueToTree(card);
            personas.add(persona.put("muted", muted.test(card.key())).put("typing", typing.contains(card.key())));
        }
        return Told.of(Told.Kind.STATE, "", 0, json.toString());
    }

    private static Told place(String type, String epoch, long seq) {
        String json = EventJson.MAPPER
                .createObjectNode()
                .put("type", type)
                .put("epoch", epoch)
                .put("seq", seq)
                .toString();
        return Told.of(Told.Kind.STATE, "", 0, json);
    }
}

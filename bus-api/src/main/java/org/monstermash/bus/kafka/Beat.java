package org.monstermash.bus.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.PersonaCard;

/**
 * What each process says on the live topic every two seconds: that it is there, and who sits in it.
 *
 * @param process its own random name
 * @param said the offset of its newest message by partition, so that nobody takes it for gone before that was read
 * @param state the offset of its newest record of state, or -1
 */
record Beat(String process, List<PersonaCard> personas, Map<Integer, Long> said, long state) {
    static final String TYPE = "presence";

    Beat {
        personas = List.copyOf(personas);
        said = Map.copyOf(said);
    }

    ObjectNode json() {
        ObjectNode json = EventJson.MAPPER.valueToTree(this);
        return json.put("type", TYPE);
    }

    /** @throws IllegalArgumentException saying what is wrong, when it is none */
    static Beat read(ObjectNode json) {
        try {
            return EventJson.MAPPER.treeToValue(json, Beat.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a beat: " + EventJson.why(e), e);
        }
    }
}

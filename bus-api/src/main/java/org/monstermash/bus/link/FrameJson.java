package org.monstermash.bus.link;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.Message;

/** The one JSON form of frames. Threads: any. */
public final class FrameJson {
    private static final ObjectMapper MAPPER = EventJson.MAPPER
            .copy()
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .addMixIn(Frame.class, ByType.class)
            .registerModule(new SimpleModule()
                    .addSerializer(Message.class, new WriteMessage())
                    .addDeserializer(Message.class, new ReadMessage()));

    private FrameJson() {}

    public static String write(Frame frame) {
        ObjectNode json = MAPPER.valueToTree(frame);
        return json.put("v", Frame.VERSION).toString();
    }

    /**
     * Reads a frame.
     *
     * @throws UnreadableFrame when this is no JSON object of a known version: nothing that follows can be trusted
     * @throws IllegalArgumentException saying what is wrong with this frame alone
     */
    public static Frame read(String text) {
        ObjectNode json = object(text);
        int version = json.path("v").asInt();
        if (version != Frame.VERSION) {
            throw new UnreadableFrame("v must be " + Frame.VERSION + ", not " + json.path("v"));
        }
        json.remove("v");
        try {
            return MAPPER.treeToValue(json, Frame.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not a frame: " + EventJson.why(e), e);
        }
    }

    private static ObjectNode object(String text) {
        try {
            return EventJson.object(text);
        } catch (IllegalArgumentException e) {
            throw new UnreadableFrame(e.getMessage());
        }
    }

    /** What came is no frame at all. */
    public static final class UnreadableFrame extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableFrame(String message) {
            super(message);
        }
    }

    private static final class WriteMessage extends JsonSerializer<Message> {
        @Override
        public void serialize(Message message, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeTree(EventJson.tree(message));
        }
    }

    private static final class ReadMessage extends JsonDeserializer<Message> {
        @Override
        public Message deserialize(JsonParser in, DeserializationContext context) throws IOException {
            if (in.readValueAsTree() instanceof ObjectNode json) {
                return EventJson.message(json);
            }
            throw new IllegalArgumentException("message must be an object");
        }
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    @JsonSubTypes({
        @Type(value = Frame.Attach.class, name = "attach"),
        @Type(value = Frame.Detach.class, name = "detach"),
        @Type(value = Frame.Settle.class, name = "settle"),
        @Type(value = Frame.Emit.class, name = "emit"),
        @Type(value = Frame.Publish.class, name = "publish"),
        @Type(value = Frame.Bury.class, name = "bury"),
        @Type(value = Frame.Recent.class, name = "recent"),
        @Type(value = Frame.Reply.class, name = "reply"),
        @Type(value = Frame.Standing.class, name = "standing"),
        @Type(value = Frame.Deliver.class, name = "deliver"),
        @Type(value = Frame.Stored.class, name = "stored"),
        @Type(value = Frame.Done.class, name = "done"),
        @Type(value = Frame.Refused.class, name = "refused"),
        @Type(value = Frame.Messages.class, name = "messages"),
        @Type(value = Frame.State.class, name = "state"),
        @Type(value = Frame.Mutes.class, name = "mutes"),
        @Type(value = Frame.MuteChanged.class, name = "mute"),
        @Type(value = Frame.Speak.class, name = "speak"),
        @Type(value = Frame.Stop.class, name = "stop"),
        @Type(value = Frame.RequestAsked.class, name = "request_asked"),
        @Type(value = Frame.Error.class, name = "error")
    })
    private interface ByType {}
}

package org.monstermash.models.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ServerSentEventsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "data: {\"a\":1}\n\ndata: {\"a\":2}\n\ndata: [DONE]\n\n",
                "data: {\"a\":1}\r\n\r\ndata: {\"a\":2}\r\n\r\ndata: [DONE]\r\n\r\n",
                "data: {\"a\":1}\r\rdata: {\"a\":2}\r\rdata: [DONE]\r\r",
                "data:{\"a\":1}\n\ndata:{\"a\":2}\n\ndata:[DONE]\n\n",
                "data: {\"a\":\ndata: 1}\n\ndata: {\"a\":2}\n\ndata: [DONE]\n\n",
                ": ping\n\n:\n\ndata: {\"a\":1}\n: ping\n\nid: 7\nretry: 10\ndata: {\"a\":2}\n\ndata: [DONE]\n\n",
                "\uFEFFdata: {\"a\":1}\n\n\n\n\ndata: {\"a\":2}\n\ndata: [DONE]\n\n",
                "data: {\"a\":1}\n\ndata: {\"a\":2}\n\ndata: [DONE]",
                "data: {\"a\":1}\ndata: {\"a\":2}\ndata: [DONE]\n\n",
                "data: [{\"a\":1},{\"a\":2}]\n\ndata: [DONE]\n\n",
                "data\n\ndata: {\"a\":1}\n\ndata:\n\ndata: {\"a\":2}\n\ndata: [DONE]\n\n"
            })
    void eventsAreTheSameHoweverTheyAreWritten(String stream) throws IOException {
        assertThat(events(stream)).containsExactly("{\"a\":1}", "{\"a\":2}", "done");
    }

    @Test
    void aMissingDoneIsTheEnd() throws IOException {
        assertThat(events("data: {\"a\":1}\n\n")).containsExactly("{\"a\":1}", "end");
    }

    @Test
    void theEventsTypeIsKept() throws IOException {
        assertThat(events("event: error\ndata: {\"a\":1}\n\nevent: x\n\ndata: {\"a\":2}\n\n"))
                .containsExactly("error{\"a\":1}", "{\"a\":2}", "end");
        assertThat(events("error: {\"a\":1}\n\n")).containsExactly("error{\"a\":1}", "end");
    }

    @Test
    void anEventLongerThanTheBoundIsGarbage() {
        String half = "data: " + "x".repeat(Lines.MAX_LINE_BYTES / 2 + 10) + "\n";
        assertThatThrownBy(() -> events(half + half)).isInstanceOf(Garbage.class);
        assertThatThrownBy(() -> events("x".repeat(Lines.MAX_LINE_BYTES + 1))).isInstanceOf(Garbage.class);
    }

    @Test
    void whatIsNoJsonIsGarbage() {
        assertThatThrownBy(() -> events("data: {\"a\":\n\n")).isInstanceOf(Garbage.class);
        assertThatThrownBy(() -> events("<html>\n\n")).isInstanceOf(Garbage.class);
    }

    private static List<String> events(String stream) throws IOException {
        Events events = new ServerSentEvents(new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)));
        List<String> all = new ArrayList<>();
        while (true) {
            switch (events.next()) {
                case Events.Event.Json json -> all.add(json.type() + json.json());
                case Events.Event.Done() -> {
                    all.add("done");
                    return all;
                }
                case Events.Event.End() -> {
                    all.add("end");
                    return all;
                }
            }
        }
    }
}

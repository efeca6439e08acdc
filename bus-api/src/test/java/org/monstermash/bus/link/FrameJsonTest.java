package org.monstermash.bus.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.LiveEvent.RequestAsked;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.Tombstone;

/** The frames that workers in other languages speak: a change here is a change of the protocol. */
class FrameJsonTest {
    private static final String ROOM = "graveyard";
    private static final String CAUSE = "0123456789abcdef0123456789abcdef";
    private static final String REPLY = "00000000000000000000000000000001";

    static Stream<Arguments> frames() throws IOException {
        PersonaCard card = EventJson.MAPPER.readValue(golden("persona-card"), PersonaCard.class);
        Message human = EventJson.readMessage(golden("message-human"));
        Message monster = EventJson.readMessage(golden("message-monster"));
        Instant since = Instant.parse("2026-10-31T19:59:00Z");
        return Stream.of(
                Arguments.of("attach", new Frame.Attach("crypt-1", List.of(new Frame.Wanted(card, since)))),
                Arguments.of("detach", new Frame.Detach("witch")),
                Arguments.of("settle", new Frame.Settle("witch", ROOM, 7)),
                Arguments.of("emit", new Frame.Emit(new ReplyStarted(ROOM, REPLY, "witch", CAUSE, "scripted", 2))),
                Arguments.of("publish", new Frame.Publish(1, monster.withSeq(0))),
                Arguments.of("bury", new Frame.Bury(2, new Tombstone(ROOM, REPLY))),
                Arguments.of("recent", new Frame.Recent(3, ROOM, 20)),
                Arguments.of("reply", new Frame.Reply(4, ROOM, REPLY)),
                Arguments.of("standing", new Frame.Standing("witch", true, "e1")),
                Arguments.of("deliver", new Frame.Deliver("witch", human, 250)),
                Arguments.of("stored", new Frame.Stored(1, monster)),
                Arguments.of("done", new Frame.Done(2)),
                Arguments.of("refused", new Frame.Refused(1, Frame.Status.FULL, "the disk is full")),
                Arguments.of("messages", new Frame.Messages(3, List.of(human))),
                Arguments.of("state-begun", new Frame.State(4, Frame.Begun.BEGUN, 2, null)),
                Arguments.of("state-stored", new Frame.State(4, Frame.Begun.STORED, null, monster)),
                Arguments.of("mutes", new Frame.Mutes("witch", List.of("crypt", ROOM))),
                Arguments.of("mute", new Frame.MuteChanged(new Mute(ROOM, "witch", true))),
                Arguments.of("speak", new Frame.Speak(new SpeakAsked(ROOM, "witch", CAUSE))),
                Arguments.of("stop", new Frame.Stop("witch", new StopAsked(ROOM))),
                Arguments.of("request-asked", new Frame.RequestAsked(new RequestAsked(ROOM, "witch", REPLY))),
                Arguments.of("error", new Frame.Error("v must be 1, not 2")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("frames")
    void aFrameIsWrittenAndReadAsAgreed(String file, Frame frame) {
        String golden = golden("frames/" + file);

        assertThat(EventJson.object(FrameJson.write(frame))).isEqualTo(EventJson.object(golden));
        assertThat(FrameJson.read(golden)).isEqualTo(frame);
    }

    @Test
    void everyFrameHasItsGoldenFile() throws IOException {
        Set<Class<?>> golden = frames().map(each -> each.get()[1].getClass()).collect(Collectors.toSet());

        assertThat(golden).isEqualTo(records(Frame.class));
    }

    private static Set<Class<?>> records(Class<?> sealed) {
        Set<Class<?>> records = new HashSet<>();
        Arrays.stream(sealed.getPermittedSubclasses()).forEach(each -> {
            if (each.isRecord()) {
                records.add(each);
            } else {
                records.addAll(records(each));
            }
        });
        return records;
    }

    @Test
    void unknownFieldsAreIgnored() {
        ObjectNode json = EventJson.object(golden("frames/detach")).put("mood", "gloomy");

        assertThat(FrameJson.read(json.toString())).isEqualTo(new Frame.Detach("witch"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "hello", "[]", "{}", "{\"type\":\"detach\"}", "{\"v\":2,\"type\":\"detach\"}"})
    void whatIsNoFrameOfThisVersionIsUnreadable(String text) {
        assertThatThrownBy(() -> FrameJson.read(text)).isInstanceOf(FrameJson.UnreadableFrame.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":1}",
                "{\"v\":1,\"type\":\"sing\"}",
                "{\"v\":1,\"type\":\"detach\"}",
                "{\"v\":1,\"type\":\"settle\",\"persona\":\"witch\",\"room\":\"A B\",\"seq\":1}",
                "{\"v\":1,\"type\":\"recent\",\"request\":1,\"room\":\"crypt\",\"limit\":100000}",
                "{\"v\":1,\"type\":\"publish\",\"request\":1,\"message\":\"hello\"}"
            })
    void aWrongFrameIsRefusedAlone(String text) {
        assertThatThrownBy(() -> FrameJson.read(text))
                .isInstanceOf(IllegalArgumentException.class)
                .message()
                .isNotBlank();
    }

    private static String golden(String file) {
        try (InputStream in = FrameJsonTest.class.getResourceAsStream("/golden/" + file + ".json")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }
}

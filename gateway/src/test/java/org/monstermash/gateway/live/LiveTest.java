package org.monstermash.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyDelta;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.gateway.fixture.Listener;
import org.monstermash.gateway.fixture.Personas;

/** What {@code /live} and {@code /stream} promise. */
@QuarkusTest
class LiveTest {
    private static final AtomicInteger ROOMS = new AtomicInteger();

    @Inject
    ChatBus bus;

    @Inject
    Fanout fanout;

    @Inject
    Readers readers;

    @TestHTTPResource("/")
    URI gateway;

    private final List<Listener> listeners = new ArrayList<>();
    private String room;

    @BeforeEach
    void enterANewRoom() {
        room = "live-" + ROOMS.incrementAndGet();
    }

    @AfterEach
    void leave() {
        listeners.forEach(Listener::close);
        await().until(() -> readers.count() == 0);
    }

    @Test
    void helloComesFirstThenPresenceThenTheHistoryThenWhatHappens() {
        say(3);
        Listener reader = live("");
        reader.awaitEvents("message", 3);
        say(1);
        reader.awaitEvents("message", 4);

        assertThat(reader.types()).containsExactly("hello", "presence", "message", "message", "message", "message");
        assertThat(reader.events().getFirst().get("seq").asLong()).isEqualTo(3);
        assertThat(reader.events().getFirst().get("epoch").asText()).isNotEmpty();
        assertThat(reader.seqs()).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void aHistoryLongerThanTheQueueIsGivenWhole() {
        String long60k = "x".repeat(60_000);
        for (int i = 0; i < 60; i++) {
            bus.publish(Message.byHuman(Ids.random(), room, "Tester", long60k, Instant.now()))
                    .join();
        }
        Listener reader = live("");
        reader.awaitEvents("message", 60);

        assertThat(reader.seqs()).containsExactlyElementsOf(seqs(1, 60));
        assertThat(reader.isOpen()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/live", "/stream"})
    void whoSendsAFrameThatIsTooLongIsTold(String path) {
        Listener reader = Listener.to(gateway, path + "?room=" + room);
        listeners.add(reader);

        reader.socket().sendText("x".repeat(1_100_000), true);

        assertThat(reader.closeCode()).isEqualTo(1009);
    }

    @Test
    void aNewReaderGetsNoMoreThanTheHistoryLimit() {
        say(230);
        Listener reader = live("");
        reader.awaitEvents("message", 200);

        assertThat(reader.seqs()).containsExactlyElementsOf(seqs(31, 230));
        assertThat(reader.events("reset")).isEmpty();
    }

    @Test
    void aReaderThatComesBackGetsExactlyWhatItMissed() {
        say(250);
        String epoch = epoch();
        Listener reader = live("&epoch=" + epoch + "&after=10");
        reader.awaitEvents("message", 240);
        say(1);
        reader.awaitEvents("message", 241);

        assertThat(reader.seqs()).containsExactlyElementsOf(seqs(11, 251));
        assertThat(reader.events("reset")).isEmpty();
    }

    @Test
    void aReaderThatMissedNothingGetsNothingOld() {
        say(2);
        Listener reader = live("&epoch=" + epoch() + "&after=2");
        reader.awaitEvents("presence", 1);
        say(1);
        reader.awaitEvents("message", 1);

        assertThat(reader.types()).containsExactly("hello", "presence", "message");
        assertThat(reader.seqs()).containsExactly(3L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "&epoch=EPOCH&after=99",
                "&epoch=EPOCH&after=-1",
                "&epoch=EPOCH&after=9223372036854775807",
                "&epoch=EPOCH&after=9223372036854775808",
                "&epoch=EPOCH&after=nonsense",
                "&epoch=EPOCH&after=",
                "&epoch=EPOCH",
                "&epoch=another&after=1",
                "&epoch=&after=1",
                "&after=1"
            })
    void whoHasAnotherHistoryIsResetAndGetsThisOne(String place) {
        say(2);
        Listener reader = live(place.replace("EPOCH", epoch()));
        reader.awaitEvents("message", 2);

        assertThat(reader.types()).containsExactly("hello", "presence", "reset", "message", "message");
        assertThat(reader.events("reset").getFirst().get("seq").asLong()).isEqualTo(2);
    }

    @Test
    void whatIsSaidWhileReadersComeReachesEachOnceAndInOrder() throws InterruptedException {
        Thread speaker = Thread.ofVirtual().start(() -> say(400));
        List<Listener> many = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            many.add(live("&epoch=" + (i % 2 == 0 ? epoch() : "x") + "&after=0"));
        }
        speaker.join();

        for (Listener reader : many) {
            await().until(() -> !reader.seqs().isEmpty() && reader.seqs().getLast() == 400);
            List<Long> got = reader.seqs();
            assertThat(got).containsExactlyElementsOf(seqs(got.getFirst(), 400));
        }
    }

    @Test
    void aReplyIsStartedStreamedSaidAndEnded() {
        Listener reader = live("");
        reader.awaitEvents("presence", 1);
        String id = Ids.random();
        start(id, 1);
        delta(id, 1, 0, "Good ");
        delta(id, 1, 1, "evening");
        bus.publish(Personas.reply(room, id, "Good evening")).join();
        bus.emit(new ReplyEnded(room, id, Outcome.COMPLETED, null));
        reader.awaitEvents("reply_ended", 1);

        assertThat(reader.types().stream().filter(type -> !type.equals("presence")))
                .containsExactly("hello", "reply_started", "reply_delta", "reply_delta", "message", "reply_ended");
        JsonNode started = reader.events("reply_started").getFirst();
        assertThat(started.get("reply_id").asText()).isEqualTo(id);
        assertThat(started.get("persona").asText()).isEqualTo("witch");
        assertThat(started.get("attempt").asInt()).isEqualTo(1);
        assertThat(started.has("room")).isFalse();
        assertThat(text(reader)).isEqualTo("Good evening");
        assertThat(reader.events("message").getFirst().at("/message/id").asText())
                .isEqualTo(id);
        assertThat(reader.events("reply_ended").getFirst().get("outcome").asText())
                .isEqualTo("completed");
    }

    @Test
    void whoComesInTheMiddleOfAReplyGetsAllOfItSoFarInOneDelta() {
        String id = Ids.random();
        start(id, 1);
        bus.emit(new ReplyDelta(room, id, 1, 0, null, "hm"));
        delta(id, 1, 1, "Good ");
        delta(id, 1, 2, "eve");
        Listener watcher = live("");
        watcher.awaitEvents("reply_delta", 1);
        delta(id, 1, 3, "ning");
        watcher.awaitEvents("reply_delta", 2);

        JsonNode soFar = watcher.events("reply_delta").getFirst();
        assertThat(soFar.get("text").asText()).isEqualTo("Good eve");
        assertThat(soFar.get("thinking").asText()).isEqualTo("hm");
        assertThat(soFar.get("index").asInt()).isEqualTo(2);
        assertThat(watcher.types()).containsSubsequence("reply_started", "reply_delta");
        assertThat(text(watcher)).isEqualTo("Good evening");
    }

    @Test
    void aReplyThatIsSaidIsNotOpenAnyMore() {
        String id = Ids.random();
        start(id, 1);
        delta(id, 1, 0, "Boo");
        Listener early = live("");
        early.awaitEvents("reply_delta", 1);
        bus.publish(Personas.reply(room, id, "Boo")).join();
        early.awaitEvents("message", 1);
        Listener reader = live("");
        reader.awaitEvents("message", 1);

        assertThat(reader.events("reply_started")).isEmpty();
    }

    @Test
    void aNewAttemptReplacesTheOldOneAndLateWordsOfThatAreDropped() {
        Listener reader = live("");
        reader.awaitEvents("presence", 1);
        String id = Ids.random();
        start(id, 1);
        delta(id, 1, 0, "wrong");
        bus.emit(new ReplyEnded(room, id, Outcome.ABANDONED, null));
        start(id, 2);
        delta(id, 1, 1, "late");
        start(id, 1);
        delta(id, 2, 0, "right");
        Listener late = live("");
        late.awaitEvents("reply_delta", 1);

        assertThat(text(late)).isEqualTo("right");
        assertThat(reader.events("reply_started")).hasSize(2);
        assertThat(text(reader)).isEqualTo("wrongright");
    }

    @Test
    void decisionsAreForThoseWhoAsk() {
        Listener curious = live("&why=1");
        Listener plain = live("");
        curious.awaitEvents("presence", 1);
        plain.awaitEvents("presence", 1);
        bus.emit(new LiveEvent.Decision(room, "witch", Ids.random(), LiveEvent.Verdict.SILENCE, "dice", 0.9, 0.3));
        say(1);
        plain.awaitEvents("message", 1);
        JsonNode decision = curious.awaitEvents("decision", 1).getFirst();

        assertThat(decision.get("verdict").asText()).isEqualTo("silence");
        assertThat(decision.get("reason").asText()).isEqualTo("dice");
        assertThat(decision.get("dice").asDouble()).isEqualTo(0.9);
        assertThat(plain.events("decision")).isEmpty();
    }

    @Test
    void presenceSaysWhoIsAwakeMutedAndTyping() {
        Listener reader = live("");
        reader.awaitEvents("presence", 1);
        try (var seat = Personas.awake(bus, Personas.WITCH)) {
            JsonNode awake = reader.await1(
                            event -> event.at("/personas/0/key").asText().equals("witch"))
                    .at("/personas/0");
            assertThat(awake.get("display_name").asText()).isEqualTo("Morticia");
            assertThat(awake.get("muted").asBoolean()).isFalse();
            assertThat(awake.get("typing").asBoolean()).isFalse();

            bus.mute(new Mute(room, "witch", true)).join();
            reader.await1(event -> event.at("/personas/0/muted").asBoolean());

            String id = Ids.random();
            start(id, 1);
            reader.await1(event -> event.at("/personas/0/typing").asBoolean());
            bus.emit(new ReplyEnded(room, id, Outcome.FAILED, "no model"));
            await().until(() -> !reader.events("presence")
                    .getLast()
                    .at("/personas/0/typing")
                    .asBoolean());
        }
        await().until(() -> reader.events("presence").getLast().get("personas").isEmpty());
    }

    @Test
    void noticesAreEvents() {
        Listener reader = live("");
        reader.awaitEvents("presence", 1);
        bus.emit(new LiveEvent.Notice(room, LiveEvent.Level.WARNING, "budget", "The budget is spent.", "witch"));

        JsonNode notice = reader.awaitEvents("notice", 1).getFirst();
        assertThat(notice.get("level").asText()).isEqualTo("warning");
        assertThat(notice.get("persona").asText()).isEqualTo("witch");
    }

    @Test
    void whatIsAskedOfPersonasAndToldToWhoAskedIsNotShown() {
        Listener reader = live("");
        reader.awaitEvents("presence", 1);
        bus.emit(new LiveEvent.StopAsked(room));
        bus.emit(new LiveEvent.SpeakAsked(room, "witch", Ids.random()));
        bus.emit(new LiveEvent.RequestAsked(room, "witch", Ids.random()));
        bus.emit(new LiveEvent.RequestTold(room, "witch", Ids.random(), "lab/m", "http://lab/v1", "{}", false));
        say(1);
        reader.awaitEvents("message", 1);

        assertThat(reader.types()).containsExactly("hello", "presence", "message");
    }

    @Test
    void whatIsDueAtOnceSharesAFrame() {
        say(150);
        Listener reader = live("");
        reader.awaitEvents("message", 150);

        assertThat(reader.frames().size()).isLessThan(20);
        assertThat(reader.frames()).anyMatch(frame -> frame.startsWith("[{"));
    }

    @Test
    void theOldStreamCarriesWholeMessagesAndNothingElse() {
        say(2);
        Listener old = stream("?room=" + room);
        old.awaitFrames(2);
        String id = Ids.random();
        start(id, 1);
        delta(id, 1, 0, "Boo");
        bus.publish(Personas.reply(room, id, "Boo")).join();
        bus.emit(new ReplyEnded(room, id, Outcome.COMPLETED, null));
        say(1);
        old.awaitFrames(4);

        assertThat(old.frames()).hasSize(4).allMatch(frame -> frame.startsWith("{\"id\":\""));
        JsonNode monster = old.events().get(2);
        assertThat(names(monster).subList(0, 7))
                .containsExactly("id", "author", "role", "content", "persona", "persona_emoji", "created_at");
        assertThat(monster.get("role").asText()).isEqualTo("monster");
        assertThat(monster.get("persona_emoji").asText()).isEqualTo("🖤");
        assertThat(old.events().getFirst().get("persona").isNull()).isTrue();
    }

    @Test
    void theRoomIsTheGraveyardWhereNoneIsNamed() {
        bus.publish(Message.byHuman(Ids.random(), "graveyard", "Ada", "in the graveyard", Instant.now()))
                .join();
        Listener reader = Listener.to(gateway, "/live");
        listeners.add(reader);

        reader.await1(event -> event.at("/message/content").asText().equals("in the graveyard"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Crypt", "..%2Fetc", "a%00", "%C3%A9", "_a"})
    void aRoomThatCannotBeIsRefusedAtTheHandshake(String name) {
        for (String path : List.of("/live", "/stream")) {
            Assertions.assertThatThrownBy(() -> Listener.to(gateway, path + "?room=" + name))
                    .isInstanceOf(CompletionException.class)
                    .rootCause()
                    .hasMessageContaining("400");
        }
    }

    @Test
    void whatAReaderSaysIsIgnored() {
        Listener reader = live("");
        reader.awaitEvents("presence", 1);
        for (int i = 0; i < 100; i++) {
            reader.socket().sendText("x".repeat(10_000), true).join();
        }
        say(1);
        reader.awaitEvents("message", 1);

        assertThat(reader.isOpen()).isTrue();
    }

    @Test
    void aRoomNobodyReadsCostsNothing() {
        int before = fanout.rooms();
        Listener reader = live("");
        await().until(() -> fanout.rooms() == before + 1);
        reader.close();

        await().until(() -> fanout.rooms() == before);
    }

    private Listener live(String more) {
        Listener reader = Listener.to(gateway, "/live?room=" + room + more);
        listeners.add(reader);
        return reader;
    }

    private Listener stream(String query) {
        Listener reader = Listener.to(gateway, "/stream" + query);
        listeners.add(reader);
        return reader;
    }

    private String epoch() {
        try (Listener reader = Listener.to(gateway, "/live?room=" + room)) {
            return reader.awaitEvents("hello", 1).getFirst().get("epoch").asText();
        }
    }

    private void say(int count) {
        for (int i = 0; i < count; i++) {
            bus.publish(Message.byHuman(Ids.random(), room, "Ada", "line " + i, Instant.now()))
                    .join();
        }
    }

    private void start(String id, int attempt) {
        bus.emit(new ReplyStarted(room, id, "witch", null, "scripted", attempt));
    }

    private void delta(String id, int attempt, int index, String text) {
        bus.emit(new ReplyDelta(room, id, attempt, index, text, null));
    }

    private static String text(Listener reader) {
        return reader.events("reply_delta").stream()
                .map(event -> event.path("text").asText(""))
                .collect(Collectors.joining());
    }

    private static List<Long> seqs(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    private static List<String> names(JsonNode json) {
        List<String> names = new ArrayList<>();
        json.fieldNames().forEachRemaining(names::add);
        return names;
    }
}

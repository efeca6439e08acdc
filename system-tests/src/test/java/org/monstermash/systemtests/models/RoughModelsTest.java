package org.monstermash.systemtests.models;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Request;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.SocketReader;

/**
 * Five providers and one worker for all of them, with the memory that a worker gets: whatever the models do, each of them
 * is heard at once, can be stopped, and takes nothing down.
 */
@Tag("system")
class RoughModelsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    /** The promise is one second; the machine may be slow. */
    private static final Duration CLOSED = Duration.ofSeconds(5);

    private static final int FIFTY_MB = 50_000_000;
    /** Where a reply is cut, and the part that went beyond. */
    private static final int LONGEST_REPLY = 64_000 + 1_000;

    private static final AtomicInteger ROOMS = new AtomicInteger();

    @TempDir
    static Path dir;

    private static FiveProviders providers;
    private static OpenRoom room;
    private final List<String> entered = new ArrayList<>();

    @BeforeAll
    static void open() {
        providers = new FiveProviders("sk-rough");
        Map<String, String> settings = providers.settings();
        settings.put("MODEL_ROUTING__FIRST_TOKEN_TIMEOUT", "10s");
        room = OpenRoom.in(dir, settings, List.of());
        room.startWorker("all", OpenRoom.THE_FIVE.toArray(String[]::new));
        room.client().awaitPersonas(OpenRoom.THE_FIVE);
    }

    @AfterAll
    static void close() {
        room.close();
        providers.close();
    }

    /** Otherwise they would go on with each other. */
    @AfterEach
    void hush() {
        entered.forEach(
                name -> OpenRoom.THE_FIVE.forEach(persona -> room.client().mute(name, persona)));
        providers.behave();
    }

    @ParameterizedTest
    @EnumSource(Rubbish.class)
    void rubbishIsToldAndTheWorkerAnswersTheNextMessage(Rubbish rubbish) {
        providers.answer((voice, request) -> rubbish.of(voice));
        int before = providers.requests().size();
        String name = enter(rubbish.name());
        try (SocketReader reader = enterAndRead(name)) {
            JsonNode cause = room.client().say(name, "@all, what do you make of this?");

            for (FiveProviders.Voice voice : FiveProviders.VOICES) {
                JsonNode reply = awaitReply(voice, cause);
                List<String> errors = errorsOf(reader, reply.get("id"));
                if (rubbish.errorType.isEmpty()) {
                    assertThat(reply.get("model").asText()).isEqualTo(voice.model());
                    assertThat(reply.get("truncated").asBoolean()).isTrue();
                    assertThat(reply.get("content").asText().length()).isBetween(1, LONGEST_REPLY);
                } else {
                    assertThat(errors).as(voice.persona()).containsExactly(rubbish.errorType);
                    assertThat(reply.get("model").asText()).isEqualTo(FiveProviders.DEFAULT);
                    assertThat(reply.get("fallback_from").asText()).isEqualTo(voice.model());
                }
            }
        }
        hush();
        if (rubbish.isEndless()) {
            requestsSince(before).forEach(request -> {
                assertThat(request.clientGone()).succeedsWithin(CLOSED);
                assertThat(request.sent().get()).as(request.path()).isLessThan(FIFTY_MB);
            });
        }
        awaitTheirOwnModels();
        assertThat(room.worker("all").isAlive()).isTrue();
        assertThat(room.worker("all").said()).doesNotContain("OutOfMemoryError");
    }

    /** What was told of a reply's tries that failed, once the reply is told as completed. */
    private static List<String> errorsOf(SocketReader reader, JsonNode replyId) {
        reader.awaitEvent(
                "completed",
                event -> event.path("outcome").asText().equals("completed")
                        && event.get("reply_id").equals(replyId),
                PATIENCE);
        return reader.events("reply_ended").stream()
                .filter(end -> end.get("reply_id").equals(replyId) && end.has("error_type"))
                .map(end -> end.get("error_type").asText())
                .toList();
    }

    @Test
    void aWordIsInTheRoomBeforeTheNextIsSpoken() {
        firstWords(2);
    }

    @Test
    @Tag("long")
    void firstWordsOfManyReplies() {
        firstWords(20);
    }

    private void firstWords(int times) {
        Semaphore permits = new Semaphore(0);
        providers.answer((voice, request) ->
                voice.says("Gather round,", " dear guests.").allowedBy(permits).answer());
        for (FiveProviders.Voice voice : FiveProviders.VOICES) {
            List<Long> took = new ArrayList<>();
            for (int i = 0; i < times; i++) {
                took.add(firstWord(voice, permits));
            }
            figure("first words of " + voice.model(), took);
        }
    }

    /** Milliseconds from the model's first word to a listener in the room. */
    private long firstWord(FiveProviders.Voice voice, Semaphore permits) {
        String name = enter("words");
        OpenRoom.THE_FIVE.stream()
                .filter(persona -> !persona.equals(voice.persona()))
                .forEach(persona -> room.client().mute(name, persona));
        int before = requestsAt(voice.path());
        try (SocketReader reader = enterAndRead(name)) {
            JsonNode cause = room.client().say(name, "@" + voice.persona() + ", go on!");
            await().atMost(PATIENCE).until(() -> requestsAt(voice.path()) > before);

            Instant spoken = Instant.now();
            permits.release();

            await().atMost(PATIENCE).until(() -> !reader.events("reply_delta").isEmpty());
            Instant heard = reader.received().stream()
                    .filter(one -> one.event().path("type").asText().equals("reply_delta"))
                    .findFirst()
                    .orElseThrow()
                    .at();
            assertThat(reader.events("reply_delta"))
                    .extracting(delta -> delta.get("text").asText())
                    .containsExactly("Gather round,");
            permits.release();
            room.client().awaitReplyOf(voice.persona(), cause, PATIENCE);
            return Duration.between(spoken, heard).toMillis();
        }
    }

    @Test
    void stopMidSentenceClosesEveryConnection() {
        providers.answer((voice, request) ->
                voice.says("Once upon a midnight", " dreary").thenHangs());
        String name = enter("stop-words");
        try (SocketReader reader = enterAndRead(name)) {
            List<Request> asked = askAll(name);
            await().atMost(PATIENCE)
                    .until(() -> reader.events("reply_delta").stream()
                                    .map(delta -> delta.get("reply_id"))
                                    .distinct()
                                    .count()
                            >= asked.size());

            figure("stop mid-sentence", stop(name, asked));

            await().atMost(PATIENCE)
                    .until(() -> reader.events("reply_ended").stream()
                                    .filter(end -> end.get("outcome").asText().equals("stopped"))
                                    .count()
                            >= asked.size());
        }
        assertThat(room.client().messages(name).stream().filter(message -> message.hasNonNull("persona")))
                .isNotEmpty()
                .allSatisfy(message ->
                        assertThat(message.path("truncated").asBoolean()).isTrue());
    }

    @Test
    void stopBeforeTheFirstWordClosesEveryConnection() {
        providers.answer((voice, request) -> Answer.silence());
        String name = enter("stop-silence");
        int defaults = requestsAt("/lab/");

        figure("stop before the first word", stop(name, askAll(name)));

        assertThat(room.client().messages(name)).hasSize(1);
        assertThat(requestsAt("/lab/"))
                .as("nobody steps in for who was stopped")
                .isEqualTo(defaults);
    }

    /** Makes all five ask, and returns what they asked. */
    private static List<Request> askAll(String name) {
        int before = providers.requests().size();
        room.client().say(name, "@all, tell me a story!");
        await().atMost(PATIENCE)
                .until(() ->
                        requestsSince(before).map(Request::path).distinct().count() == FiveProviders.VOICES.size());
        return requestsSince(before).toList();
    }

    /** Milliseconds until each connection was closed. */
    private static List<Long> stop(String name, List<Request> asked) {
        long stopped = System.nanoTime();
        assertThat(room.client().post("/api/rooms/" + name + "/stop", Map.of()).status())
                .isEqualTo(202);
        return asked.stream()
                .map(request -> {
                    assertThat(request.clientGone()).as(request.path()).succeedsWithin(CLOSED);
                    return Duration.ofNanos(request.clientGone().join() - stopped)
                            .toMillis();
                })
                .toList();
    }

    private static Stream<Request> requestsSince(int before) {
        return providers.requests().stream().skip(before).filter(request -> !request.path()
                .startsWith("/lab/"));
    }

    private static int requestsAt(String path) {
        return (int) providers.requests().stream()
                .filter(request -> request.path().startsWith(path))
                .count();
    }

    private String enter(String what) {
        String name = what.toLowerCase(Locale.ROOT) + "-" + ROOMS.incrementAndGet();
        entered.add(name);
        return name;
    }

    private static SocketReader enterAndRead(String name) {
        SocketReader reader = room.client().read("/live?room=" + name);
        reader.awaitEvent("hello", event -> event.path("type").asText().equals("hello"), PATIENCE);
        return reader;
    }

    private static JsonNode awaitReply(FiveProviders.Voice voice, JsonNode cause) {
        room.client().awaitReplyOf(voice.persona(), cause, PATIENCE);
        return room.client().repliesTo(cause).stream()
                .filter(reply -> reply.get("persona").asText().equals(voice.persona()))
                .findFirst()
                .orElseThrow();
    }

    /** A model that failed may be left alone for a while; then it is asked again. */
    private void awaitTheirOwnModels() {
        providers.answer((voice, request) -> voice.says("Well, well.").answer());
        List<FiveProviders.Voice> silent = new ArrayList<>(FiveProviders.VOICES);
        await().alias("everybody speaks again")
                .atMost(PATIENCE)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> {
                    Map<FiveProviders.Voice, JsonNode> causes = new HashMap<>();
                    silent.forEach(voice ->
                            causes.put(voice, room.client().say(enter("again"), "@" + voice.persona() + ", and now?")));
                    silent.removeIf(voice -> awaitReply(voice, causes.get(voice))
                            .get("model")
                            .asText()
                            .equals(voice.model()));
                    return silent.isEmpty();
                });
    }

    private static void figure(String what, List<Long> millis) {
        List<Long> sorted = millis.stream().sorted().toList();
        System.out.println("[figure] " + what + ", sorted: " + sorted + " ms");
    }
}

package org.monstermash.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Request;
import org.monstermash.models.stub.StubServer;
import org.monstermash.systemtests.Invariants;
import org.monstermash.systemtests.Jars;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.ResumingReader;
import org.monstermash.systemtests.RoomClient;
import org.monstermash.systemtests.SocketReader;

/** Workers are killed at the worst moments: every message is still answered, and once. */
@Tag("system")
class WorkerFaultsTest {
    private static final Duration ANSWER = Duration.ofSeconds(60);

    @TempDir
    static Path dir;

    /** The witch's model says its words one by one, as it is allowed to. The others' says what it has at once. */
    private static final AtomicReference<Semaphore> WORDS = new AtomicReference<>(new Semaphore(0));

    private static final String[] FIFTY_WORDS =
            IntStream.rangeClosed(1, 50).mapToObj(i -> "dark-" + i + " ").toArray(String[]::new);

    private static StubServer models;
    private static OpenRoom room;

    @BeforeAll
    static void open() {
        models = StubServer.start().on("/v1/chat/completions", WorkerFaultsTest::answer);
        Map<String, String> settings = Map.of(
                "DEMO_MODE", "false",
                "MODEL_ROUTING__DEFAULT_MODEL", "lab/quick",
                "MODEL_ROUTING__PERSONA_MODEL_MAP", "{\"witch\":\"lab/slow\"}",
                "MODEL_ROUTING__ENDPOINTS__LAB", models.base() + "/v1");
        room = OpenRoom.in(dir, settings, OpenRoom.THE_FIVE);
    }

    private static Answer answer(Request request) {
        return request.json().get("model").asText().equals("slow")
                ? Answer.openAi(FIFTY_WORDS).allowedBy(WORDS.get()).answer()
                : Answer.openAi("As ", "you ", "wish.").answer();
    }

    @BeforeEach
    void letHerSpeak() {
        WORDS.set(new Semaphore(1_000_000));
    }

    @AfterAll
    static void close() {
        room.close();
        models.close();
    }

    private static RoomClient client() {
        return room.client();
    }

    @Test
    void killedBeforeItsModelSaidAnythingItAnswersOnceAfterItsRestart() {
        WORDS.set(new Semaphore(0));
        onlyFor("witch", "early");
        try (ResumingReader reader = client().readForGood("early")) {
            JsonNode cause = client().say("early", "@witch, what do you see in the early smoke?");
            await().atMost(ANSWER).until(() -> requestsAbout("early smoke") == 1);
            room.worker("witch").kill();
            letHerSpeak();

            double seen = restartAndAwaitReply("witch", cause);

            Checker.oneOutcomeEach(client(), cause, reader, List.of("witch"));
            Checker.allInOrder(client(), "early", List.of(reader), List.of(cause));
            assertThat(requestsAbout("early smoke")).isEqualTo(2);
            Reliability.figure(Row.T1, "one reply, seen %.1f s after the start of its process", seen);
        }
    }

    @Test
    void killedInTheMiddleOfAReplyItSaysItWholeOnceMore() {
        WORDS.set(new Semaphore(10));
        onlyFor("witch", "middle");
        try (ResumingReader reader = client().readForGood("middle");
                SocketReader live = client().read("/live?room=middle")) {
            JsonNode cause = client().say("middle", "@witch, tell us of the dark, in many words!");
            // A word may be held back, as long as it could become a name.
            live.awaitEvent("words", event -> event.path("text").asText().contains("dark-9"), ANSWER);
            room.worker("witch").kill();
            letHerSpeak();

            double seen = restartAndAwaitReply("witch", cause);

            JsonNode reply = client().repliesTo(cause).getFirst();
            String id = reply.get("id").asText();
            live.awaitEvent("the end", event -> isAbout(event, "reply_ended", id) && isCompleted(event), ANSWER);
            List<JsonNode> starts = live.events("reply_started").stream()
                    .filter(event -> event.get("reply_id").asText().equals(id))
                    .toList();
            int last = starts.getLast().get("attempt").asInt();
            assertThat(last).isGreaterThan(starts.getFirst().get("attempt").asInt());
            assertThat(reply.get("content").asText())
                    .isEqualTo(String.join("", FIFTY_WORDS).strip());
            assertThat(textOf(live, id, last)).isEqualTo(reply.get("content").asText());
            Checker.oneOutcomeEach(client(), cause, reader, List.of("witch"));
            await().atMost(ANSWER).until(() -> reader.openReplies().isEmpty());
            Reliability.figure(
                    Row.T2,
                    "one reply, all 50 words, as attempt %d, seen %.1f s after the start of its process; nobody types",
                    last,
                    seen);
        }
    }

    @Test
    void killedWhenItsReplyIsStoredButItDoesNotKnowItSaysNothingTwice() {
        int runs = Scale.of(2, 100);
        try (TcpProxy proxy = TcpProxy.to(room.port())) {
            Map<String, String> settings = new HashMap<>(room.environment());
            settings.put("GATEWAY_URL", "http://localhost:" + proxy.port());
            settings.put("PACE", "0.3");
            List<JsonNode> causes = new ArrayList<>();
            room.worker("zombie").close();
            for (int run = 0; run < runs; run++) {
                String name = "deaf-" + run;
                room.startWorker("zombie", dir, settings, Jars.worker("zombie"));
                client().awaitPersonas(List.of("zombie"));
                onlyFor("zombie", name);
                try (SocketReader live = client().read("/live?room=" + name)) {
                    JsonNode cause = client().say(name, "@zombie, carry stone " + run + " to the master!");
                    causes.add(cause);
                    live.awaitEvent("a beginning", event -> isAbout(event, "reply_started"), ANSWER);
                    proxy.hold(TcpProxy.Way.TO_CLIENT);
                    client().awaitReplyOf("zombie", cause, ANSWER);
                    room.worker("zombie").kill();
                    proxy.heal();
                }
            }
            room.startWorker("zombie", "zombie");
            client().awaitPersonas(List.of("zombie"));
            JsonNode mark = client().say("deaf-after", "@zombie, are you done?");
            client().awaitReplyOf("zombie", mark, ANSWER);
            for (JsonNode cause : causes) {
                assertThat(client().personasThatAnswered(cause)).containsOnlyOnce("zombie");
                String words = cause.get("content").asText().split(", ")[1];
                assertThat(requestsAbout(words)).as(words).isBetween(1L, 2L);
                Invariants.holdInHistory(client().messages(cause.get("room").asText()));
            }
            Reliability.figure(Row.T3, "%d of %d times one reply, the model asked at most twice", causes.size(), runs);
        }
    }

    @Test
    void killsAtRandomLeaveNoMessageUnansweredAndNoneAnsweredTwice() {
        int kills = Scale.of(4, 20);
        int causes = Scale.of(20, 200);
        Random dice = Scale.dice("kills of workers");
        Map<JsonNode, ResumingReader> readers = new LinkedHashMap<>();
        try {
            for (int i = 0; i < causes; i++) {
                String name = "chaos-" + i;
                ResumingReader reader = client().readForGood(name);
                String persona = OpenRoom.THE_FIVE.get(dice.nextInt(OpenRoom.THE_FIVE.size()));
                readers.put(client().say(name, "@" + persona + ", is number " + i + " a good omen?"), reader);
                Moment.of(Duration.ofMillis(dice.nextInt(800)));
                if (i % (causes / kills) == 0) {
                    String victim = OpenRoom.THE_FIVE.get(dice.nextInt(OpenRoom.THE_FIVE.size()));
                    room.worker(victim).kill();
                    room.startWorker(victim, victim);
                }
            }
            client().awaitPersonas(OpenRoom.THE_FIVE);
            long replies = 0;
            for (Map.Entry<JsonNode, ResumingReader> one : readers.entrySet()) {
                JsonNode cause = one.getKey();
                Checker.oneOutcomeEach(client(), cause, one.getValue(), OpenRoom.THE_FIVE);
                Checker.allInOrder(client(), cause.get("room").asText(), List.of(one.getValue()), List.of(cause));
                replies += client().repliesTo(cause).size();
                assertThat(client().personasThatAnswered(cause))
                        .contains(cause.get("content").asText().substring(1).split(",")[0]);
            }
            Reliability.figure(
                    Row.T5,
                    "%d kills, %d messages: %d replies, every other a silence with its reason; 0 missing, 0 twice",
                    kills,
                    causes,
                    replies);
        } finally {
            readers.values().forEach(ResumingReader::close);
        }
    }

    @Test
    void whoComesBackTooLateAnswersNothingOld() {
        int old = Scale.of(100, 500);
        Duration ttl = Duration.ofSeconds(2);
        Map<String, String> settings = new HashMap<>(room.environment());
        settings.put("REPLY_TTL", ttl.toSeconds() + "s");
        settings.put("PACE", "0");
        room.worker("ghost").kill();
        List<JsonNode> causes = new ArrayList<>();
        for (int i = 0; i < old; i++) {
            causes.add(client().say("late-" + i % 10, "@ghost, do you remember number " + i + "?"));
        }
        Moment.of(ttl.plusSeconds(1));

        long begun = System.nanoTime();
        room.startWorker("ghost", dir, settings, Jars.worker("ghost"));
        client().awaitPersonas(List.of("ghost"));
        double awake = Moment.since(begun);
        JsonNode cause = client().say("late-0", "@ghost, and now?");
        client().awaitReplyOf("ghost", cause, ANSWER);
        double ready = Moment.since(begun);

        for (int i = 0; i < 10; i++) {
            assertThat(client().messages("late-" + i).stream()
                            .filter(message -> message.path("persona").asText().equals("ghost"))
                            .map(message -> message.get("in_reply_to").asText()))
                    .isSubsetOf(List.of(cause.get("id").asText()));
        }
        Reliability.figure(
                Row.T7,
                "%d old messages, 0 replies to them; awake %.1f s and a new one answered %.1f s after the start of its process",
                causes.size(),
                awake,
                ready);
    }

    /** Nobody else speaks in the room. */
    private static void onlyFor(String persona, String name) {
        OpenRoom.THE_FIVE.stream().filter(other -> !other.equals(persona)).forEach(other -> client().mute(name, other));
    }

    /** How often a model was asked in a room where these words were said. */
    private static long requestsAbout(String words) {
        return models.requests().stream()
                .filter(request -> request.body().contains(words))
                .count();
    }

    /** Seconds from the start of the process until everybody can read the reply. */
    private static double restartAndAwaitReply(String persona, JsonNode cause) {
        long begun = System.nanoTime();
        room.startWorker(persona, persona);
        client().awaitReplyOf(persona, cause, ANSWER);
        return Moment.since(begun);
    }

    private static boolean isAbout(JsonNode event, String type) {
        return event.path("type").asText().equals(type);
    }

    private static boolean isAbout(JsonNode event, String type, String replyId) {
        return isAbout(event, type) && event.path("reply_id").asText().equals(replyId);
    }

    private static boolean isCompleted(JsonNode event) {
        return event.path("outcome").asText().equals("completed");
    }

    private static String textOf(SocketReader live, String replyId, int attempt) {
        StringBuilder text = new StringBuilder();
        live.events("reply_delta").stream()
                .filter(event -> event.get("reply_id").asText().equals(replyId))
                .filter(event -> event.get("attempt").asInt() == attempt)
                .forEach(event -> text.append(event.path("text").asText()));
        return text.toString();
    }
}

package org.monstermash.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Request;
import org.monstermash.models.stub.StubServer;
import org.monstermash.systemtests.Invariants;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.RoomClient;

/** One model is slow, or all say what wakes everybody. */
@Tag("system")
class ModelFaultsTest {
    private static final Duration ANSWER = Duration.ofSeconds(60);
    private static final Duration QUICK = Duration.ofMillis(10);
    private static final List<String> OTHERS = List.of("witch", "vampire", "ghost", "werewolf");
    /** The highest {@code max_streak} of the five, and those who had begun when it was reached. */
    private static final int MOST_IN_A_ROW = 7 + 5;

    @TempDir
    static Path dir;

    private static StubServer models;
    private static OpenRoom room;

    @BeforeAll
    static void open() {
        models = StubServer.start().on("/v1/chat/completions", ModelFaultsTest::answer);
        Map<String, String> settings = Map.of(
                "DEMO_MODE", "false",
                "PACE", "0",
                "MODEL_ROUTING__DEFAULT_MODEL", "lab/quick",
                "MODEL_ROUTING__PERSONA_MODEL_MAP", "{\"zombie\":\"lab/snail\"}",
                "MODEL_ROUTING__ENDPOINTS__LAB", models.base() + "/v1");
        room = OpenRoom.in(dir, settings, OpenRoom.THE_FIVE);
    }

    @AfterAll
    static void close() {
        room.close();
        models.close();
    }

    private static Answer answer(Request request) {
        boolean snail = request.json().get("model").asText().equals("snail");
        return Answer.openAi("Blood, ", "moonlight, ", "the past, ", "the pack ", "and Igor's music.")
                .paced(snail ? QUICK.multipliedBy(100) : QUICK)
                .answer();
    }

    @Test
    void whoseModelIsSlowHoldsUpNobodyElse() {
        int times = Scale.of(5, 50);
        double before = p99("before", times, false);
        double after = p99("after", times, true);

        assertThat(after).isLessThan(3 * before + 3_000);
        Reliability.figure(
                Row.T38,
                "%d replies each: 99th percentile %.0f ms, then %.0f ms (%+.0f %%)",
                times * OTHERS.size(),
                before,
                after,
                (after / before - 1) * 100);
    }

    /** Of the milliseconds until a reply of the others is stored. */
    private static double p99(String name, int times, boolean withTheSnail) {
        List<Double> took = new ArrayList<>();
        RoomClient client = room.client();
        for (int i = 0; i < times; i++) {
            if (withTheSnail) {
                client.say(name + "-snail-" + i, "@zombie, take your time!");
            }
            for (String persona : OTHERS) {
                long begun = System.nanoTime();
                JsonNode cause = client.say(name + "-" + persona + "-" + i, "@" + persona + ", quickly now!");
                await().atMost(ANSWER)
                        .pollDelay(Duration.ZERO)
                        .pollInterval(Duration.ofMillis(5))
                        .until(() -> client.personasThatAnswered(cause).contains(persona));
                took.add(Moment.since(begun) * 1_000);
            }
        }
        return Percentile.p99(took);
    }

    @Test
    void monstersThatWakeEachOtherFallSilentAtTheCap() {
        int rooms = Scale.of(3, 30);
        List<String> names =
                IntStream.range(0, rooms).mapToObj(i -> "round-" + i).toList();
        names.forEach(name -> room.client().say(name, "@all, let us have a monster mash in the graveyard!"));
        await().atMost(ANSWER)
                .until(() -> room.client().messages(names.getLast()).size() > 1);
        int[] sizes = {0};
        await().atMost(Duration.ofMinutes(3))
                .pollInterval(Duration.ofSeconds(6)) // the snail needs 5 s
                .until(() -> {
                    int before = sizes[0];
                    sizes[0] = names.stream()
                            .mapToInt(name -> room.client().messages(name).size())
                            .sum();
                    return sizes[0] == before;
                });
        int most = 0;
        for (String name : names) {
            List<JsonNode> messages = room.client().messages(name);
            Invariants.holdInHistory(messages);
            most = Math.max(most, messages.size() - 1);
        }
        assertThat(most).isBetween(1, MOST_IN_A_ROW);
        Reliability.figure(Row.T39, "%d rooms fell silent, the longest after %d replies; caps are 5 to 7", rooms, most);
    }
}

package org.monstermash.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.ResumingReader;
import org.monstermash.systemtests.RoomClient;

/** Workers and gateways on Kafka are killed at random, under load. */
@Tag("system")
class KafkaChaosTest {
    private static final Duration ANSWER = Duration.ofSeconds(90);
    private static final List<String> PERSONAS = Scale.isFull() ? OpenRoom.THE_FIVE : OpenRoom.THE_FIVE.subList(0, 2);
    private static final List<String> IDS = List.of("a", "b");

    @TempDir
    Path dir;

    @Test
    void killsAtRandomLoseNothingAndNobodyAnswersTwice() {
        int kills = Scale.of(3, 20);
        Random dice = Scale.dice("kills on Kafka");
        KafkaHouse house = new KafkaHouse(dir);
        try (BrokerProcess broker = BrokerProcess.started(dir);
                OpenRoom one = house.openGateway("one", broker.address());
                OpenRoom two = house.openGateway("two", broker.address())) {
            List<OpenRoom> gateways = List.of(one, two);
            for (String persona : PERSONAS) {
                for (String id : IDS) {
                    house.startWorker(one, persona, id);
                }
            }
            gateways.forEach(gateway -> gateway.client().awaitPersonas(PERSONAS));
            List<JsonNode> causes = new ArrayList<>();
            List<JsonNode> promised = new ArrayList<>();
            try (ResumingReader first = one.client().readForGood("chaos");
                    ResumingReader second = two.client().readForGood("chaos");
                    Posting atOne = Posting.into(one.client(), "chaos", 10);
                    Posting atTwo = Posting.into(two.client(), "chaos", 10)) {
                for (int kill = 0; kill < kills; kill++) {
                    for (int i = 0; i < 3; i++) {
                        causes.add(ask(gateways, dice, causes.size()));
                        Moment.of(Duration.ofMillis(dice.nextInt(700)));
                    }
                    if (dice.nextInt(3) == 0) {
                        OpenRoom victim = gateways.get(dice.nextInt(2));
                        victim.gateway().kill();
                        victim.startGateway();
                    } else {
                        String persona = PERSONAS.get(dice.nextInt(PERSONAS.size()));
                        String id = IDS.get(dice.nextInt(2));
                        one.worker(persona + "-" + id).kill();
                        house.startWorker(one, persona, id);
                    }
                }
                atOne.close();
                atTwo.close();
                promised.addAll(atOne.acknowledged());
                promised.addAll(atTwo.acknowledged());
                for (JsonNode cause : causes) {
                    one.client().awaitReplyOf(addressed(cause), cause, ANSWER);
                }
                List<JsonNode> history = Checker.allInOrder(one.client(), "chaos", List.of(first, second), promised);
                assertThat(two.client().messages("chaos")).isEqualTo(history);
            }
            for (JsonNode cause : causes) {
                assertThat(one.client().personasThatAnswered(cause))
                        .contains(addressed(cause))
                        .doesNotHaveDuplicates();
                Checker.allInOrder(one.client(), cause.get("room").asText(), List.of(), List.of(cause));
            }
            Reliability.figure(
                    Row.K3,
                    "%d kills: 0 of %,d acknowledged lost, all in order on both gateways; %d of %d messages answered once",
                    kills,
                    promised.size(),
                    causes.size(),
                    causes.size());
        }
    }

    private static String addressed(JsonNode cause) {
        return cause.get("content").asText().substring(1).split(",")[0];
    }

    /** Until a gateway has taken it: the other one, and again, under the same client_id. */
    private static JsonNode ask(List<OpenRoom> gateways, Random dice, int number) {
        String persona = PERSONAS.get(dice.nextInt(PERSONAS.size()));
        Map<String, String> body = Map.of(
                "room", "ask-" + number,
                "author", "Tester",
                "content", "@" + persona + ", is number " + number + " a good omen?",
                "client_id", "ask-" + number);
        for (int attempt = 0; attempt < 60; attempt++) {
            try {
                RoomClient.Answer answer =
                        gateways.get((number + attempt) % 2).client().tryPost("/send", body);
                if (answer.status() == 200) {
                    return answer.body();
                }
            } catch (IOException e) {
                // that one is gone just now
            }
            Moment.of(Duration.ofMillis(200));
        }
        throw new AssertionError("no gateway took message " + number);
    }
}

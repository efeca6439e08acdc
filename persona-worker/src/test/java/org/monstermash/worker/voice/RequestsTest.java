package org.monstermash.worker.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent.RequestTold;
import org.monstermash.models.SentRequest;

class RequestsTest {
    private static final String ROOM = "crypt";

    private final Requests requests = new Requests("witch");

    @Test
    void theOldestIsForgottenFirst() {
        String oldest = spoke("{}");
        String second = spoke("{}");
        for (int i = 2; i <= Requests.KEPT; i++) {
            spoke("{}");
        }

        assertThat(requests.of(ROOM, oldest)).isEmpty();
        assertThat(requests.of(ROOM, second)).isPresent();
    }

    @Test
    void allTogetherAreNoLongerThanTheBound() {
        String body = "x".repeat(RequestTold.MAX_BODY_BYTES);
        String oldest = spoke(body);
        String second = spoke(body);
        for (int i = 2; i <= Requests.KEPT_CHARS / RequestTold.MAX_BODY_BYTES; i++) {
            spoke(body);
        }

        assertThat(requests.of(ROOM, oldest)).isEmpty();
        assertThat(requests.of(ROOM, second)).isPresent();
    }

    @Test
    void aNewTryTakesThePlaceOfTheOneBefore() {
        String reply = spoke("{\"try\":1}");
        requests.spoke(ROOM, reply, "lab/other", new SentRequest("http://lab/v1", "{\"try\":2}"));

        RequestTold told = requests.of(ROOM, reply).orElseThrow();
        assertThat(told.body()).isEqualTo("{\"try\":2}");
        assertThat(told.model()).isEqualTo("lab/other");
    }

    @Test
    void aLongOneIsShortenedBetweenTwoCharactersAndSaysSo() {
        String whole = "é".repeat(RequestTold.MAX_BODY_BYTES / 2);
        String exact = spoke(whole);
        String longer = spoke("x" + whole);

        assertThat(requests.of(ROOM, exact).orElseThrow().shortened()).isFalse();
        RequestTold told = requests.of(ROOM, longer).orElseThrow();
        assertThat(told.shortened()).isTrue();
        assertThat(told.body().getBytes(StandardCharsets.UTF_8)).hasSize(RequestTold.MAX_BODY_BYTES - 1);
        assertThat(("x" + whole).startsWith(told.body())).isTrue();
    }

    @Test
    void anotherRoomDoesNotGetIt() {
        assertThat(requests.of("attic", spoke("{}"))).isEmpty();
    }

    private String spoke(String body) {
        String reply = Ids.random();
        requests.spoke(ROOM, reply, "lab/m", new SentRequest("http://lab/v1", body));
        return reply;
    }
}

package org.monstermash.gateway.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent.RequestAsked;
import org.monstermash.bus.event.LiveEvent.RequestTold;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.memory.HeapLog;
import org.monstermash.bus.memory.InMemoryChatBus;
import org.monstermash.gateway.fixture.Personas;

/** Who waits for what, how long, and how many. */
class AskedRequestsTest {
    private static final Duration NEVER = Duration.ofHours(1);

    private final InMemoryChatBus bus = new InMemoryChatBus(new HeapLog(), Clock.systemUTC());
    private final Message reply = Personas.reply("crypt", Ids.random(), "How dark.");

    @AfterEach
    void close() {
        bus.close();
    }

    @Test
    void whoAsksIsToldOnceTheLimitHasPassedThatNobodyRemembers() {
        AskedRequests requests = following(Duration.ofMillis(50));

        assertThat(answer(requests.ask(reply))).isEmpty();
    }

    @Test
    void whatIsToldOfAnotherReplyOrByAnotherPersonaOrInAnotherRoomIsNoAnswer() {
        AskedRequests requests = following(NEVER);
        CompletableFuture<Optional<RequestTold>> asked = requests.ask(reply);
        bus.emit(told("crypt", "vampire", reply.id()));
        bus.emit(told("attic", "witch", reply.id()));
        bus.emit(told("crypt", "witch", Ids.random()));
        RequestTold right = told("crypt", "witch", reply.id());
        bus.emit(right);

        assertThat(answer(asked)).contains(right);
    }

    @Test
    void manyWhoAskForTheSameAskTheWorkerOnce() {
        List<RequestAsked> heard = new CopyOnWriteArrayList<>();
        bus.join(Personas.WITCH, Instant.now(), new Personas.Silent() {
            @Override
            public void onRequestAsked(RequestAsked asked) {
                heard.add(asked);
                if (heard.size() == 2) {
                    bus.emit(told("crypt", "witch", reply.id()));
                }
            }
        });
        AskedRequests requests = following(NEVER);
        var first = requests.ask(reply);
        var second = requests.ask(reply);
        // The next command the worker hears is this one: the second caller sent none.
        bus.emit(new RequestAsked("crypt", "witch", reply.id()));

        assertThat(answer(first)).isPresent();
        assertThat(answer(second)).isPresent();
        assertThat(heard).hasSize(2);
    }

    @Test
    void onlySoManyWaitAndWhoIsAnsweredMakesRoom() {
        AskedRequests requests = following(NEVER);
        List<CompletableFuture<Optional<RequestTold>>> all = new CopyOnWriteArrayList<>();
        for (int i = 0; i < AskedRequests.MAX_WAITING; i++) {
            all.add(requests.ask(reply));
        }
        assertThatThrownBy(() -> requests.ask(reply)).isInstanceOf(Refused.class);

        bus.emit(told("crypt", "witch", reply.id()));
        all.forEach(each -> assertThat(answer(each)).isPresent());

        assertThat(requests.ask(reply)).isNotDone();
    }

    private AskedRequests following(Duration limit) {
        AskedRequests requests = new AskedRequests(bus, limit);
        bus.follow(requests);
        return requests;
    }

    private static RequestTold told(String room, String persona, String replyId) {
        return new RequestTold(room, persona, replyId, "lab/m", "http://lab/v1", "{}", false);
    }

    private static Optional<RequestTold> answer(CompletableFuture<Optional<RequestTold>> asked) {
        return asked.copy().orTimeout(20, TimeUnit.SECONDS).join();
    }
}

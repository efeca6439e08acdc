package org.monstermash.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.monstermash.bus.contract.Lines.ROOM;
import static org.monstermash.bus.contract.Lines.WITCH;
import static org.monstermash.bus.contract.Lines.human;
import static org.monstermash.bus.contract.Lines.reply;
import static org.monstermash.bus.contract.Lines.started;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.PersonaListener.Standing;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.contract.Hearing;
import org.monstermash.bus.contract.Watching;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.link.LinkChatBus;

/** What a worker sees when its line breaks. */
@QuarkusTest
@TestProfile(LinkProfile.class)
class LinkOutageTest {
    @Inject
    SwitchedBus bus;

    @TestHTTPResource("/")
    URI gateway;

    private final List<String> news = new CopyOnWriteArrayList<>();
    private final Watching watching = new Watching();
    private LinkFixture fixture;

    @BeforeEach
    void begin() {
        fixture = new LinkFixture(bus, gateway.getPort());
        fixture.gateway().follow(watching);
    }

    @AfterEach
    void end() {
        fixture.close();
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(15))
                .pollInterval(Duration.ofMillis(10))
                .untilAsserted(assertion);
    }

    private Message say(String content) {
        return fixture.gateway()
                .publish(human(content))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private LinkChatBus worker(URI url, Supplier<String> token) {
        return new LinkChatBus(url, token, "a test", news::add, RandomGenerator.getDefault());
    }

    private void lineBreaks(Hearing hearing) {
        fixture.cut();
        soon(() -> assertThat(hearing.standing()).isEqualTo(Standing.DISCONNECTED));
    }

    private void lineIsBack(Hearing hearing) {
        fixture.heal();
        soon(() -> assertThat(hearing.standing()).isEqualTo(Standing.ACTIVE));
    }

    @Test
    void whatIsInHandIsNotDeliveredTwiceAndWhatIsSettledIsSettledAgain() {
        ChatBus worker = fixture.worker();
        Hearing witch = Hearing.unsettled();
        worker.join(WITCH, Instant.EPOCH, witch);
        say("one");
        say("two");
        say("three");
        soon(() -> assertThat(witch.deliveries).hasSize(3));
        lineBreaks(witch);
        witch.settle("two");
        say("four");
        lineIsBack(witch);

        soon(() -> assertThat(witch.contents()).containsExactly("one", "two", "three", "four"));
        witch.deliveries.forEach(Delivery::settle);
        worker.recent(ROOM, 1);
        worker.close();
        Hearing next = Hearing.unsettled();
        fixture.worker().join(WITCH, Instant.EPOCH, next);
        soon(() -> assertThat(next.standing()).isEqualTo(Standing.ACTIVE));
        say("five");
        soon(() -> assertThat(next.contents()).containsExactly("five"));
    }

    @Test
    void whatWasSentWhenTheLineBrokeIsPublishedOnceItIsBack() {
        ChatBus worker = fixture.worker();
        Hearing witch = Hearing.settling();
        worker.join(WITCH, Instant.EPOCH, witch);
        Message cause = say("hello");
        soon(() -> assertThat(witch.deliveries).hasSize(1));
        fixture.proxy().silence();
        CompletableFuture<Message> answer = worker.publish(reply(WITCH, ROOM, cause.id(), "Darling."));
        lineBreaks(witch);
        lineIsBack(witch);

        assertThat(answer.orTimeout(6, TimeUnit.SECONDS).join().seq()).isEqualTo(2);
    }

    @Test
    void aReplyBegunBeforeGoesOnAfterwardsAsAHigherAttempt() {
        ChatBus worker = fixture.worker();
        Hearing witch = Hearing.settling();
        worker.join(WITCH, Instant.EPOCH, witch);
        ReplyStarted first = started(WITCH, ROOM, say("hello").id(), 1);
        soon(() -> assertThat(witch.standing()).isEqualTo(Standing.ACTIVE));
        worker.emit(first);
        soon(() -> assertThat(watching.of(ReplyStarted.class)).hasSize(1));
        lineBreaks(witch);
        soon(() -> assertThat(watching.of(ReplyEnded.class))
                .extracting(ReplyEnded::outcome)
                .containsExactly(Outcome.ABANDONED));
        lineIsBack(witch);

        assertThat(worker.reply(ROOM, first.replyId())).isEqualTo(new ReplyState.Begun(1));
        worker.emit(started(WITCH, ROOM, first.inReplyTo(), 2));
        soon(() -> assertThat(watching.of(ReplyStarted.class))
                .extracting(ReplyStarted::attempt)
                .containsExactly(1, 2));
    }

    @Test
    void aMuteThatChangedMeanwhileIsKnownAfterwards() {
        ChatBus worker = fixture.worker();
        Hearing witch = Hearing.settling();
        worker.join(WITCH, Instant.EPOCH, witch);
        soon(() -> assertThat(witch.standing()).isEqualTo(Standing.ACTIVE));
        lineBreaks(witch);
        fixture.gateway()
                .mute(new Mute(ROOM, "witch", true))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        lineIsBack(witch);

        assertThat(worker.isMuted(ROOM, "witch")).isTrue();
    }

    @Test
    void aTokenThatComesLaterIsTaken() {
        AtomicReference<String> token = new AtomicReference<>();
        Supplier<String> file = () -> {
            if (token.get() == null) {
                throw new IllegalStateException("bus.token is not there yet");
            }
            return token.get();
        };
        try (LinkChatBus worker = worker(gateway, file)) {
            soon(() -> assertThat(news).hasSize(1));
            assertThat(news.getFirst()).contains("waiting for the bus at").contains("bus.token is not there yet");
            token.set("not the gateway's");
            soon(() -> assertThat(news).last().asString().contains("blank"));
            token.set("not-the-gateways");
            soon(() -> assertThat(news).last().asString().contains("(401)"));
            assertThat(worker.health().why()).contains("(401)");

            token.set(LinkProfile.TOKEN);

            soon(() -> assertThat(worker.health().ready()).isTrue());
            assertThat(news).hasSize(4).noneSatisfy(line -> assertThat(line).contains("gateway's\""));
        }
    }

    @Test
    void anAbsentGatewayIsWaitedForWithOneLine() {
        fixture.proxy().close();
        try (LinkChatBus worker = worker(fixture.url(), () -> LinkProfile.TOKEN)) {
            soon(() -> assertThat(news).hasSize(1));
            assertThat(news.getFirst()).contains("waiting for the bus at").contains("nobody listens");
            await().during(Duration.ofMillis(700))
                    .untilAsserted(() -> assertThat(news).hasSize(1));
            assertThat(worker.health().ready()).isFalse();
        }
    }

    @Test
    void aGatewayThatFallsSilentIsLeft() {
        ChatBus worker = fixture.worker();
        Hearing witch = Hearing.settling();
        worker.join(WITCH, Instant.EPOCH, witch);
        soon(() -> assertThat(witch.standing()).isEqualTo(Standing.ACTIVE));

        fixture.proxy().silence();

        soon(() -> assertThat(witch.standing()).isEqualTo(Standing.DISCONNECTED));
    }
}

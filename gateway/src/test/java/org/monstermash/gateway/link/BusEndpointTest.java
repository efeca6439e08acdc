package org.monstermash.gateway.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.monstermash.bus.contract.Lines.GHOST;
import static org.monstermash.bus.contract.Lines.ROOM;
import static org.monstermash.bus.contract.Lines.VAMPIRE;
import static org.monstermash.bus.contract.Lines.WITCH;
import static org.monstermash.bus.contract.Lines.delta;
import static org.monstermash.bus.contract.Lines.human;
import static org.monstermash.bus.contract.Lines.reply;
import static org.monstermash.bus.contract.Lines.started;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.bus.contract.TcpProxy;
import org.monstermash.bus.contract.Watching;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.LiveEvent.RequestAsked;
import org.monstermash.bus.event.LiveEvent.RequestTold;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.Tombstone;
import org.monstermash.bus.link.Frame;

/** What the endpoint lets in, and what a link may say. */
@QuarkusTest
@TestProfile(LinkProfile.class)
class BusEndpointTest {
    @Inject
    SwitchedBus bus;

    @TestHTTPResource("/")
    URI gateway;

    private final Watching watching = new Watching();

    @BeforeEach
    void begin() {
        bus.beginAnew();
        bus.current().follow(watching);
    }

    @AfterEach
    void end() {
        bus.beginAnew();
    }

    private RawLink seated(PersonaCard... cards) {
        RawLink link = RawLink.open(gateway);
        for (PersonaCard card : cards) {
            link.send(new Frame.Attach("by hand", List.of(new Frame.Wanted(card, Instant.EPOCH))));
        }
        soon(() -> assertThat(link.of(Frame.Standing.class)).hasSize(cards.length));
        return link;
    }

    private Message say(String content) {
        return bus.current()
                .publish(human(content))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
    }

    private static void soon(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(10)).untilAsserted(assertion);
    }

    private static void refusedAsInvalid(RawLink link, String why) {
        soon(() -> assertThat(link.of(Frame.Refused.class)).singleElement().satisfies(refused -> {
            assertThat(refused.request()).isEqualTo(1);
            assertThat(refused.status()).isEqualTo(Frame.Status.INVALID);
            assertThat(refused.reason()).contains(why);
        }));
    }

    private static void oneError(RawLink link, String why) {
        soon(() -> assertThat(link.of(Frame.Error.class)).singleElement().satisfies(error -> assertThat(error.reason())
                .contains(why)));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"Bearer wrong", "Bearer ", "Basic a-token-for-tests", "a-token-for-tests", "bearer x"})
    void whoDoesNotShowTheTokenIsNotLetIn(String authorization) {
        assertThatThrownBy(() -> RawLink.open(gateway, authorization))
                .cause()
                .isInstanceOfSatisfying(WebSocketHandshakeException.class, refused -> assertThat(
                                refused.getResponse().statusCode())
                        .isEqualTo(401));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hello", "[]", "{}", "{\"v\":2,\"type\":\"detach\",\"persona\":\"witch\"}", ""})
    void whatIsNoFrameGetsOneErrorAndEndsTheLink(String text) {
        try (RawLink link = RawLink.open(gateway)) {
            link.send(text);

            assertThat(link.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(1008);
            assertThat(link.of(Frame.Error.class)).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void aFrameThatIsTooLongEndsTheLink(int fragments) {
        try (RawLink link = RawLink.open(gateway)) {
            link.send("x".repeat(Frame.MAX_BYTES + 4), fragments);

            assertThat(link.closed.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(1009);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"v\":1,\"type\":\"sing\"}",
                "{\"v\":1,\"type\":\"settle\",\"persona\":\"witch\",\"room\":\"../etc\",\"seq\":1}",
                "{\"v\":1,\"type\":\"publish\",\"request\":1}",
                "{\"v\":1,\"type\":\"emit\",\"event\":{\"type\":\"stop_asked\"}}",
                "{\"v\":1,\"type\":\"attach\",\"worker\":\"two\\nlines\",\"seats\":[]}",
                "{\"v\":1,\"type\":\"stored\",\"request\":1}"
            })
    void aWrongFrameGetsOneErrorAndTheLinkGoesOn(String text) {
        try (RawLink link = RawLink.open(gateway)) {
            link.send(text);
            link.send(new Frame.Recent(7, ROOM, 5));

            soon(() -> assertThat(link.frames).hasSize(2));
            assertThat(link.frames.get(0)).isInstanceOf(Frame.Error.class);
            assertThat(link.frames.get(1)).isEqualTo(new Frame.Messages(7, List.of()));
        }
    }

    @Test
    void aPersonaSpeaksUnderItsOwnName() {
        Message cause = say("hello");
        try (RawLink link = seated(WITCH)) {
            Message answer = reply(WITCH, ROOM, cause.id(), "Darling.").withAuthor("Ada");
            link.send(new Frame.Publish(1, answer));

            soon(() -> assertThat(link.of(Frame.Stored.class))
                    .containsExactly(
                            new Frame.Stored(1, answer.withAuthor("Morticia").withSeq(2))));
        }
    }

    @Test
    void nobodySpeaksForAPerson() {
        try (RawLink link = seated(WITCH)) {
            link.send(new Frame.Publish(1, human("I am a person")));

            refusedAsInvalid(link, "seat");
            assertThat(watching.messages()).isEmpty();
        }
    }

    @Test
    void nobodySpeaksForAPersonaWhoseSeatItDoesNotHold() {
        Message cause = say("hello");
        try (RawLink holder = seated(VAMPIRE);
                RawLink link = seated(WITCH)) {
            link.send(new Frame.Attach("by hand", List.of(new Frame.Wanted(VAMPIRE, Instant.EPOCH))));
            soon(() -> assertThat(link.of(Frame.Standing.class)).hasSize(2));
            link.send(new Frame.Publish(1, reply(VAMPIRE, ROOM, cause.id(), "Blood.")));

            refusedAsInvalid(link, "vampire");
            assertThat(holder.of(Frame.Refused.class)).isEmpty();
        }
    }

    @Test
    void aReplyIdThatNobodyBeganIsRefused() {
        Message cause = say("hello");
        try (RawLink link = seated(WITCH)) {
            Message answer = reply(WITCH, ROOM, Ids.random(), "Darling.");
            Message moved = new Message(
                    answer.id(),
                    ROOM,
                    0,
                    "Morticia",
                    answer.role(),
                    "Darling.",
                    "witch",
                    null,
                    answer.createdAt(),
                    cause.id(),
                    null,
                    null,
                    null,
                    false,
                    null,
                    null);
            link.send(new Frame.Publish(1, moved));
            refusedAsInvalid(link, "id is neither");

            link.send(new Frame.Emit(new ReplyStarted(ROOM, moved.id(), "witch", cause.id(), "scripted", 1)));
            link.send(new Frame.Publish(2, moved));
            soon(() -> assertThat(link.of(Frame.Stored.class)).hasSize(1));
        }
    }

    @Test
    void whatAnotherPersonaBeganIsNotToBeTakenOverOrBuried() {
        Message cause = say("hello");
        ReplyStarted hers = started(WITCH, ROOM, cause.id(), 1);
        try (RawLink witch = seated(WITCH);
                RawLink vampire = seated(VAMPIRE)) {
            witch.send(new Frame.Emit(hers));
            soon(() -> assertThat(watching.of(ReplyStarted.class)).hasSize(1));
            vampire.send(new Frame.Emit(new ReplyStarted(ROOM, hers.replyId(), "vampire", cause.id(), "scripted", 2)));
            oneError(vampire, "another persona began");
            vampire.send(new Frame.Emit(delta(hers, 0, "Blood.")));
            vampire.send(new Frame.Bury(1, new Tombstone(ROOM, hers.replyId())));
            refusedAsInvalid(vampire, "another persona began");
        }
        assertThat(watching.of(LiveEvent.ReplyDelta.class)).isEmpty();
    }

    @Test
    void aLinkTellsRequestsOnlyOfPersonasWhoseSeatsItHolds() {
        try (RawLink link = seated(WITCH)) {
            link.send(new Frame.Emit(
                    new RequestTold(ROOM, "vampire", Ids.random(), "lab/m", "http://lab/v1", "{}", false)));
            oneError(link, "does not hold the seat of vampire");
        }
        assertThat(watching.of(RequestTold.class)).isEmpty();
    }

    @Test
    void onlyGatewaysAskPersonas() {
        try (RawLink link = seated(WITCH)) {
            link.send(new Frame.Emit(new SpeakAsked(ROOM, "witch", Ids.random())));
            oneError(link, "ask to speak");
        }
        try (RawLink link = seated(VAMPIRE)) {
            link.send(new Frame.Emit(new StopAsked(ROOM)));
            oneError(link, "ask to stop");
        }
        try (RawLink link = seated(GHOST)) {
            link.send(new Frame.Emit(new RequestAsked(ROOM, "ghost", Ids.random())));
            oneError(link, "ask a worker");
        }
        assertThat(watching.of(LiveEvent.class)).isEmpty();
    }

    @Test
    void aWorkerThatIsKilledLeavesItsSeatAtOnce() {
        Message cause = say("hello");
        RawLink link = seated(WITCH);
        link.send(new Frame.Emit(started(WITCH, ROOM, cause.id(), 1)));
        soon(() -> assertThat(watching.of(ReplyStarted.class)).hasSize(1));

        link.close();

        soon(() -> assertThat(watching.of(ReplyEnded.class))
                .extracting(ReplyEnded::outcome)
                .containsExactly(Outcome.ABANDONED));
        soon(() -> assertThat(watching.awake()).isEmpty());
    }

    @Test
    void aWorkerThatVanishesIsFoundWithinTenSeconds() throws Exception {
        Message cause = say("hello");
        try (TcpProxy proxy = new TcpProxy(gateway.getPort());
                RawLink link = RawLink.open(URI.create("http://127.0.0.1:" + proxy.port()))) {
            link.send(new Frame.Attach("by hand", List.of(new Frame.Wanted(WITCH, Instant.EPOCH))));
            link.send(new Frame.Emit(started(WITCH, ROOM, cause.id(), 1)));
            soon(() -> assertThat(watching.of(ReplyStarted.class)).hasSize(1));

            proxy.silence();

            await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> assertThat(watching.of(ReplyEnded.class))
                    .extracting(ReplyEnded::outcome)
                    .containsExactly(Outcome.ABANDONED));
        }
    }
}

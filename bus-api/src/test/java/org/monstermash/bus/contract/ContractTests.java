package org.monstermash.bus.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.PersonaListener.Standing;
import org.monstermash.bus.Seat;
import org.monstermash.bus.contract.BusFixture.Difference;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.PersonaCard;

/** What the parts of the contract share. */
abstract class ContractTests {
    /** Far longer than anything here takes, and than a broken line takes to be noticed. */
    static final Duration SOON = Duration.ofSeconds(15);

    /** Long enough for what should not come to have come. */
    static final Duration A_WHILE = Duration.ofMillis(250);

    BusFixture fixture;
    ChatBus gateway;
    ChatBus worker;
    Watching watching;

    /** A bus with nothing in it. */
    protected abstract BusFixture openFixture();

    @BeforeEach
    void open() {
        fixture = openFixture();
        gateway = fixture.gateway();
        worker = fixture.worker();
        watching = new Watching();
        gateway.follow(watching);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Everything again after a restart. */
    void restart() {
        fixture.restart();
        gateway = fixture.gateway();
        worker = fixture.worker();
    }

    Message say(String content) {
        return say(Lines.human(content));
    }

    Message say(Message message) {
        return gateway.publish(message).orTimeout(10, TimeUnit.SECONDS).join();
    }

    List<Message> sayMany(String room, int count) {
        List<Message> said = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            said.add(say(Lines.human(room, "line " + i)));
        }
        return said;
    }

    /** Takes a seat and waits until it is held. */
    Seat sit(PersonaCard card, Hearing hearing) {
        return sit(worker, card, hearing);
    }

    Seat sit(ChatBus bus, PersonaCard card, Hearing hearing) {
        Seat seat = bus.join(card, Instant.EPOCH, hearing);
        eventually(() -> assertStanding(hearing, Standing.ACTIVE));
        return seat;
    }

    static void assertStanding(Hearing hearing, Standing standing) {
        assertThat(hearing.standing()).isEqualTo(standing);
    }

    /** The persona heard so many messages of a room, each once, in their order. */
    void assertHeard(Hearing hearing, String room, int count) {
        List<Long> seqs = hearing.seqs(room);
        if (fixture.differs(Difference.WORKERS_DO_NOT_COUNT)) {
            assertThat(seqs).hasSize(count).isSorted().doesNotHaveDuplicates();
        } else {
            assertThat(seqs).isEqualTo(LongStream.rangeClosed(1, count).boxed().toList());
        }
    }

    /** What a worker says of a message, as far as it can know it. */
    Message asWorkersKnow(Message message) {
        return fixture.differs(Difference.WORKERS_DO_NOT_COUNT) ? message.withSeq(1) : message;
    }

    static void eventually(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(SOON).pollInterval(Duration.ofMillis(10)).untilAsserted(assertion);
    }

    /** It holds now and does not change for a while. */
    static void stays(org.awaitility.core.ThrowingRunnable assertion) {
        await().during(A_WHILE).atMost(SOON).pollInterval(Duration.ofMillis(25)).untilAsserted(assertion);
    }

    static void failsAsUnavailable(ThrowingCallable call) {
        org.assertj.core.api.Assertions.assertThatThrownBy(call)
                .satisfiesAnyOf(
                        thrown -> assertThat(thrown).isInstanceOf(BusUnavailable.class), thrown -> assertThat(thrown)
                                .isInstanceOf(CompletionException.class)
                                .hasCauseInstanceOf(BusUnavailable.class));
    }
}

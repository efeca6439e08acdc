package org.monstermash.bus.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.monstermash.bus.contract.Lines.ROOM;
import static org.monstermash.bus.contract.Lines.VAMPIRE;
import static org.monstermash.bus.contract.Lines.WITCH;
import static org.monstermash.bus.contract.Lines.human;
import static org.monstermash.bus.contract.Lines.reply;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.PersonaListener.Standing;
import org.monstermash.bus.Seat;
import org.monstermash.bus.contract.BusFixture.Difference;
import org.monstermash.bus.event.Message;

/** What a persona's seat is given. */
abstract class SeatContract extends MessageContract {

    @Test
    void whatWasSaidBeforeAPersonaCameIsDelivered() {
        sayMany(ROOM, 3);
        Hearing witch = Hearing.unsettled();
        sit(WITCH, witch);

        eventually(() -> assertThat(witch.contents()).containsExactly("line 0", "line 1", "line 2"));
    }

    @Test
    void whatIsNotSettledIsDeliveredAgain() {
        sayMany(ROOM, 3);
        Hearing first = Hearing.unsettled();
        Seat seat = sit(WITCH, first);
        eventually(() -> assertThat(first.deliveries).hasSize(3));
        first.settle("line 0");
        settledReaches();
        seat.close();

        Hearing second = Hearing.unsettled();
        sit(WITCH, second);

        eventually(() -> assertThat(second.contents()).containsExactly("line 1", "line 2"));
    }

    @Test
    void whatIsSettledOutOfOrderComesAgainFromTheFirstUnsettled() {
        sayMany(ROOM, 4);
        Hearing first = Hearing.unsettled();
        Seat seat = sit(WITCH, first);
        eventually(() -> assertThat(first.deliveries).hasSize(4));
        first.settle("line 3");
        first.settle("line 0");
        first.settle("line 2");
        first.settle("line 2");
        settledReaches();
        seat.close();

        Hearing second = Hearing.unsettled();
        sit(WITCH, second);

        eventually(() -> assertThat(second.contents()).containsExactly("line 1", "line 2", "line 3"));
    }

    @Test
    void whatIsSettledIsNotDeliveredAgain() {
        sayMany(ROOM, 3);
        Hearing first = Hearing.settling();
        Seat seat = sit(WITCH, first);
        eventually(() -> assertThat(first.deliveries).hasSize(3));
        settledReaches();
        seat.close();

        Hearing second = Hearing.unsettled();
        sit(WITCH, second);
        say("new");

        eventually(() -> assertThat(second.contents()).containsExactly("new"));
    }

    @Test
    void whatIsSettledSurvivesARestart() {
        sayMany(ROOM, 3);
        Hearing first = Hearing.unsettled();
        sit(WITCH, first);
        eventually(() -> assertThat(first.deliveries).hasSize(3));
        first.settle("line 0");
        first.settle("line 1");
        settledReaches();

        restart();
        Hearing second = Hearing.unsettled();
        sit(WITCH, second);

        eventually(() -> assertThat(second.contents()).containsExactly("line 2"));
    }

    @Test
    void messagesBeforeSinceAreNotDelivered() {
        Instant now = Instant.now();
        say(human(ROOM, "old", now.minusSeconds(3600)));
        say(human("crypt", "old too", now.minusSeconds(3600)));
        say(human(ROOM, "young", now));
        Hearing witch = Hearing.unsettled();
        worker.join(WITCH, now.minusSeconds(60), witch);

        eventually(() -> assertThat(witch.contents()).containsExactly("young"));
        say(human("crypt", "live", now));
        eventually(() -> assertThat(witch.contents()).containsExactly("young", "live"));
    }

    @Test
    void whereAPersonaHasSettledOldMessagesAreDeliveredToo() {
        Instant longAgo = Instant.now().minusSeconds(3600);
        Hearing first = Hearing.unsettled();
        Seat seat = sit(WITCH, first);
        say(human(ROOM, "settled", longAgo));
        say(human(ROOM, "not settled", longAgo));
        eventually(() -> assertThat(first.deliveries).hasSize(2));
        first.settle("settled");
        settledReaches();
        seat.close();

        Hearing second = Hearing.unsettled();
        worker.join(WITCH, Instant.now(), second);

        eventually(() -> assertThat(second.contents()).containsExactly("not settled"));
    }

    @Test
    void aDeliverySaysHowOldItsMessageIs() {
        say(human(ROOM, "old", Instant.now().minusSeconds(3600)));
        say(human(ROOM, "from a clock that is fast", Instant.now().plusSeconds(3600)));
        Hearing witch = Hearing.unsettled();
        sit(WITCH, witch);

        eventually(() -> assertThat(witch.deliveries).hasSize(2));
        assertThat(witch.deliveries.get(0).age()).isBetween(Duration.ofMinutes(59), Duration.ofMinutes(61));
        assertThat(witch.deliveries.get(1).age()).isZero();
    }

    @Test
    void catchingUpGoesOverIntoLiveWithoutAGap() {
        sayMany(ROOM, 300);
        CompletableFuture<Void> talk = CompletableFuture.runAsync(() -> sayMany(ROOM, 300));
        Hearing witch = Hearing.settling();
        sit(WITCH, witch);
        talk.join();

        eventually(() -> assertHeard(witch, ROOM, 600));
        eventually(() -> assertThat(watching.contents()).isEqualTo(witch.contents()));
    }

    @Test
    void aRoomNobodySettlesHoldsUpNoOther() {
        int beyond = fixture.roomWindow() + 100;
        Hearing witch = Hearing.doing(delivery -> {
            if (delivery.message().room().equals("crypt")) {
                delivery.settle();
            }
        });
        sit(WITCH, witch);
        sayMany(ROOM, beyond);
        sayMany("crypt", 3);

        eventually(() -> assertHeard(witch, "crypt", 3));
        assertThat(witch.seqs(ROOM)).hasSizeLessThan(beyond);
        eventually(() -> {
            witch.deliveries.forEach(Delivery::settle);
            assertHeard(witch, ROOM, beyond);
        });
    }

    @Test
    void aPersonaHearsItsOwnMessages() {
        Hearing witch = Hearing.settling();
        sit(WITCH, witch);
        Message cause = say("hello");
        worker.publish(reply(WITCH, ROOM, cause.id(), "Darling."));

        eventually(() -> assertThat(witch.contents()).containsExactly("hello", "Darling."));
    }

    @Test
    void aSecondWorkerStandsByAndTakesOver() {
        if (fixture.differs(Difference.ROOMS_ARE_SHARED)) {
            return;
        }
        Hearing holder = Hearing.unsettled();
        Seat seat = sit(WITCH, holder);
        Hearing standBy = Hearing.unsettled();
        fixture.worker().join(WITCH, Instant.EPOCH, standBy);
        eventually(() -> assertStanding(standBy, Standing.STANDBY));
        say("one");
        say("two");
        eventually(() -> assertThat(holder.deliveries).hasSize(2));
        holder.settle("one");
        settledReaches();
        assertThat(standBy.deliveries).isEmpty();

        seat.close();

        eventually(() -> assertStanding(standBy, Standing.ACTIVE));
        eventually(() -> assertThat(standBy.contents()).containsExactly("two"));
    }

    @Test
    void aStandByThatLeavesChangesNothing() {
        if (fixture.differs(Difference.ROOMS_ARE_SHARED)) {
            return;
        }
        Hearing holder = Hearing.settling();
        sit(WITCH, holder);
        Hearing standBy = Hearing.settling();
        Seat second = fixture.worker().join(WITCH, Instant.EPOCH, standBy);
        eventually(() -> assertStanding(standBy, Standing.STANDBY));

        second.close();
        say("hello");

        eventually(() -> assertThat(holder.contents()).containsExactly("hello"));
        assertThat(standBy.deliveries).isEmpty();
    }

    @Test
    void aClosedSeatHearsNothing() {
        Hearing witch = Hearing.settling();
        Seat seat = sit(WITCH, witch);
        seat.close();
        seat.close();
        Hearing vampire = Hearing.settling();
        sit(VAMPIRE, vampire);
        say("hello");

        eventually(() -> assertThat(vampire.contents()).containsExactly("hello"));
        stays(() -> assertThat(witch.deliveries).isEmpty());
    }

    @Test
    void aThrowingListenerHarmsNobody() {
        Hearing witch = Hearing.doing(delivery -> {
            delivery.settle();
            throw new IllegalStateException("a listener that throws");
        });
        sit(WITCH, witch);
        Hearing vampire = Hearing.settling();
        sit(VAMPIRE, vampire);
        sayMany(ROOM, 3);

        eventually(() -> assertThat(vampire.deliveries).hasSize(3));
        eventually(() -> assertThat(witch.deliveries).hasSize(3));
    }

    @Test
    void aListenerThatHangsHoldsUpNobodyElse() {
        CountDownLatch release = new CountDownLatch(1);
        Hearing witch = Hearing.doing(delivery -> awaitRelease(release));
        sit(WITCH, witch);
        Hearing vampire = Hearing.settling();
        sit(VAMPIRE, vampire);
        sayMany(ROOM, 20);

        eventually(() -> assertThat(vampire.deliveries).hasSize(20));
        eventually(() -> assertThat(watching.messages()).hasSize(20));
        assertThat(witch.deliveries).hasSizeLessThanOrEqualTo(1);
        release.countDown();
        eventually(() -> assertThat(witch.deliveries).hasSize(20));
    }

    private static void awaitRelease(CountDownLatch release) {
        try {
            release.await(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void callbacksOfOneSeatNeverOverlap() {
        AtomicInteger inside = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Hearing witch = Hearing.doing(delivery -> {
            most.accumulateAndGet(inside.incrementAndGet(), Math::max);
            Thread.yield();
            delivery.settle();
            inside.decrementAndGet();
        });
        sit(WITCH, witch);
        CompletableFuture<?> crypt = CompletableFuture.runAsync(() -> sayMany("crypt", 100));
        sayMany(ROOM, 100);
        crypt.join();

        eventually(() -> assertThat(witch.deliveries).hasSize(200));
        assertThat(most).hasValue(1);
    }

    @Test
    void aListenerMayPublish() {
        Hearing witch = Hearing.doing(delivery -> {
            if (!delivery.message().byMonster()) {
                worker.publish(reply(WITCH, ROOM, delivery.message().id(), "Darling."));
            }
            delivery.settle();
        });
        sit(WITCH, witch);
        say("hello");

        eventually(() -> assertThat(watching.contents()).containsExactly("hello", "Darling."));
    }

    /** Settling is remembered soon: what one worker asks after it is answered after it. */
    private void settledReaches() {
        worker.recent(ROOM, 1);
    }
}

package org.monstermash.worker.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.PersonaListener.Standing;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyDelta;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Tombstone;

class BusAwayTest {
    private final Stage stage = new Stage();
    private final Outage outage = new Outage(stage.bus);

    /** A bus that cannot be reached while it is away. */
    private static final class Outage extends SeenBus {
        volatile boolean away;

        Outage(ChatBus bus) {
            super(bus);
        }

        @Override
        public CompletableFuture<Message> publish(Message message) {
            return away ? CompletableFuture.failedFuture(new BusUnavailable("away")) : super.publish(message);
        }

        @Override
        public CompletableFuture<Void> bury(Tombstone tombstone) {
            return away ? CompletableFuture.failedFuture(new BusUnavailable("away")) : super.bury(tombstone);
        }

        @Override
        public ReplyState reply(String room, String replyId) {
            if (away) {
                throw new BusUnavailable("away");
            }
            return super.reply(room, replyId);
        }

        @Override
        public List<Message> recent(String room, int limit) {
            if (away) {
                throw new BusUnavailable("away");
            }
            return super.recent(room, limit);
        }
    }

    @AfterEach
    void close() {
        outage.away = false;
        stage.close();
    }

    @Test
    void aWholeReplyIsPublishedWhenTheBusComesBack() {
        stage.wake(outage);
        Message cause = stage.says("Ada", "moon");
        stage.awaitAsked(1);
        stage.time.holdPauses();
        outage.away = true;
        stage.model.say("Worth keeping").finish();
        await().until(() -> !stage.time.pauses.isEmpty());
        assertThat(stage.settledUpTo(Stage.ROOM)).isLessThan(cause.seq());

        outage.away = false;
        stage.time.release();

        assertThat(stage.awaitReplyTo(cause).content()).isEqualTo("Worth keeping");
        stage.awaitEnd(Stage.replyTo(cause), Outcome.COMPLETED);
        stage.awaitSettled(cause);
    }

    @Test
    void thePausesBetweenTriesGrowToALimit() {
        stage.wake(outage);
        stage.says("Ada", "moon");
        stage.awaitAsked(1);
        outage.away = true;
        stage.model.say("Worth keeping").finish();

        await().until(() -> stage.time.pauses.size() >= 7);
        assertThat(List.copyOf(stage.time.pauses).subList(0, 7))
                .extracting(Duration::toMillis)
                .containsExactly(100L, 200L, 400L, 800L, 1600L, 2000L, 2000L);
    }

    @Test
    void whatIsBeingSaidIsAnnouncedAgainAfterAReconnect() {
        stage.wake();
        Message cause = stage.says("Ada", "moon");
        String replyId = Stage.replyTo(cause);
        stage.model.think("Hm.").say("The moon");
        stage.awaitDelta("The moon");

        stage.turns().onStanding(Standing.DISCONNECTED);
        stage.turns().onStanding(Standing.ACTIVE);
        stage.model.say(" is full.").finish();
        Message reply = stage.awaitReplyTo(cause);

        assertThat(reply.content()).isEqualTo("The moon is full.");
        assertThat(stage.starts(replyId).map(ReplyStarted::attempt)).containsExactly(1, 2);
        assertThat(stage.deltas(replyId))
                .filteredOn(delta -> delta.attempt() == 2)
                .containsExactly(
                        new ReplyDelta(Stage.ROOM, replyId, 2, 0, "The moon", null),
                        new ReplyDelta(Stage.ROOM, replyId, 2, 1, null, "Hm."),
                        new ReplyDelta(Stage.ROOM, replyId, 2, 2, " is full.", null));
    }

    @Test
    void theFirstAttachmentAnnouncesNothingTwice() {
        stage.wake();
        Message cause = stage.says("Ada", "moon");
        stage.model.say("The moon");
        stage.awaitDelta("The moon");

        stage.turns().onStanding(Standing.ACTIVE);
        stage.model.finish();
        stage.awaitReplyTo(cause);

        assertThat(stage.starts(Stage.replyTo(cause))).hasSize(1);
    }

    @Test
    void whoMustStandByLeavesEverythingToTheOther() {
        stage.wake();
        Message cause = stage.says("Ada", "moon");
        stage.model.say("The moon");
        stage.awaitDelta("The moon");

        stage.turns().onStanding(Standing.DISCONNECTED);
        stage.turns().onStanding(Standing.STANDBY);

        await().until(() -> stage.turns().rooms() == 0);
        assertThat(stage.settledUpTo(Stage.ROOM)).isLessThan(cause.seq());
        assertThat(stage.replies(cause)).isEmpty();
        assertThat(stage.ends(Stage.replyTo(cause))).isEmpty();
    }

    @Test
    void shutdownIsQuickAlsoWhileTheBusIsAway() {
        stage.wake(outage);
        stage.says("Ada", "moon");
        stage.awaitAsked(1);
        outage.away = true;
        stage.time.holdPauses();
        stage.model.say("Lost for now").finish();
        await().until(() -> !stage.time.pauses.isEmpty());

        long began = System.nanoTime();
        stage.leave();

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(PersonaTurns.GRACE);
    }
}

package org.monstermash.worker.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;

class RestartTest {
    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void shutdownAbandonsAndTheNextStartAnswers() {
        stage.wake();
        Message cause = stage.says("Ada", "moon");
        stage.model.say("The moo");
        stage.awaitDelta("The moo");

        stage.leave();

        stage.awaitEnd(Stage.replyTo(cause), Outcome.ABANDONED);
        assertThat(stage.settledUpTo(Stage.ROOM)).isLessThan(cause.seq());
        assertThat(stage.replies(cause)).isEmpty();

        stage.model.say("The moon is full.").finish();
        stage.wake();

        assertThat(stage.awaitReplyTo(cause).content()).isEqualTo("The moon is full.");
        stage.awaitEnd(Stage.replyTo(cause), Outcome.COMPLETED);
        assertThat(stage.starts(Stage.replyTo(cause)).map(ReplyStarted::attempt))
                .containsExactly(1, 2);
        assertThat(stage.replies(cause)).hasSize(1);
    }

    @Test
    void aReplyThatHadBegunIsFinishedFirstAfterARestart() {
        Message superseded = stage.says("Ada", "moon 1");
        Message begun = stage.says("Ada", "moon 2");
        stage.bus.emit(new ReplyStarted(Stage.ROOM, Stage.replyTo(begun), "witch", begun.id(), FakeModel.NAME, 3));
        Message later = stage.says("Ada", "moon 3");
        Message newest = stage.says("Ada", "moon 4");
        stage.model.saying("ok");
        stage.pace = 1;

        stage.wake();

        stage.awaitReplyTo(newest);
        assertThat(stage.model.asked).containsExactly(Stage.replyTo(begun), Stage.replyTo(newest));
        assertThat(stage.starts(Stage.replyTo(begun)).map(ReplyStarted::attempt))
                .containsExactly(3, 4);
        assertThat(stage.awaitSilence(superseded)).isEqualTo("superseded");
        assertThat(stage.awaitSilence(later)).isEqualTo("superseded");
        assertThat(stage.time.pauses).as("what was read once is not read again").hasSize(1);
    }

    @Test
    void whatWasSupersededByAnAnswerThatIsStoredStaysSilent() {
        Message superseded = stage.says("Ada", "moon 1");
        Message answered = stage.says("Ada", "moon 2");
        stage.model.saying("ok");
        stage.wake(new LostSettling(stage.bus));
        stage.awaitReplyTo(answered);
        stage.leave();

        stage.wake();

        await().until(() -> stage.silences(superseded).count() == 2);
        assertThat(stage.replies(superseded)).isEmpty();
        assertThat(stage.replies(answered)).hasSize(1);
        assertThat(stage.model.asked).hasSize(1);
    }

    @Test
    void aRedeliveredCauseIsAnsweredOnce() {
        stage.wake();
        Message cause = stage.says("Ada", "moon");
        stage.awaitAsked(1);
        HandedOver whileAnswering = new HandedOver(cause);
        stage.turns().onMessage(whileAnswering);
        stage.model.say("Once.").finish();
        stage.awaitEnd(Stage.replyTo(cause), Outcome.COMPLETED);
        await().until(() -> whileAnswering.settled);
        HandedOver afterwards = new HandedOver(cause);
        stage.turns().onMessage(afterwards);

        await().until(() -> afterwards.settled);
        assertThat(stage.replies(cause)).hasSize(1);
        assertThat(stage.model.asked).hasSize(1);
    }

    @Test
    void aRedeliveryIsNotSettledBeforeTheAnswerIsStored() {
        stage.wake();
        Message cause = stage.says("Ada", "moon");
        stage.awaitAsked(1);
        HandedOver again = new HandedOver(cause);

        stage.turns().onMessage(again);

        assertThat(again.settled).isFalse();
    }

    @Test
    void aBegunReplyThatIsTooOldIsGivenUp() {
        Message begun = stage.says(Stage.ROOM, "Ada", "moon", FakeTime.NOW.minus(Duration.ofMinutes(2)));
        stage.bus.emit(new ReplyStarted(Stage.ROOM, Stage.replyTo(begun), "witch", begun.id(), FakeModel.NAME, 1));
        stage.since = FakeTime.NOW.minus(Duration.ofHours(1));
        stage.wake();

        assertThat(stage.awaitEnd(Stage.replyTo(begun), Outcome.FAILED).reason())
                .isEqualTo("stale");
        assertThat(stage.awaitSilence(begun)).isEqualTo("stale");
        stage.awaitSettled(begun);
        assertThat(stage.stateOf(Stage.replyTo(begun))).isEqualTo(new ReplyState.Buried());
        assertThat(stage.model.asked).isEmpty();
    }

    @Test
    void aBegunReplyOfAMutedPersonaIsStopped() {
        Message begun = stage.says("Ada", "moon");
        stage.bus.emit(new ReplyStarted(Stage.ROOM, Stage.replyTo(begun), "witch", begun.id(), FakeModel.NAME, 1));
        stage.bus.mute(new Mute(Stage.ROOM, "witch", true)).join();
        stage.wake();

        assertThat(stage.awaitEnd(Stage.replyTo(begun), Outcome.STOPPED).reason())
                .isEqualTo("muted");
        stage.awaitSettled(begun);
        assertThat(stage.model.asked).isEmpty();
    }
}

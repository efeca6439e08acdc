package org.monstermash.worker.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;

class StoppingTest {
    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void stopDuringTheReadingPauseMakesItSilent() {
        stage.pace = 1;
        stage.time.holdPauses();
        stage.wake();
        Message cause = stage.says("Ada", "moon");
        await().until(() -> !stage.time.pauses.isEmpty());

        stop();

        assertThat(stage.awaitSilence(cause)).isEqualTo("stopped");
        stage.awaitSettled(cause);
        assertThat(stage.stateOf(Stage.replyTo(cause))).isEqualTo(new ReplyState.Buried());
        assertThat(stage.starts(Stage.replyTo(cause))).isEmpty();
        assertThat(stage.model.asked).isEmpty();
    }

    @Test
    void stopBeforeTheFirstWordLeavesATombstone() {
        stage.wake();
        Message cause = stage.says("Ada", "moon");
        stage.awaitAsked(1);

        stop();

        assertThat(stage.awaitEnd(Stage.replyTo(cause), Outcome.STOPPED).reason())
                .isEqualTo("stopped");
        stage.awaitSettled(cause);
        assertThat(stage.stateOf(Stage.replyTo(cause))).isEqualTo(new ReplyState.Buried());
        assertThat(stage.replies(cause)).isEmpty();
    }

    @Test
    void stopMidSentenceStoresWhatWasSaid() {
        stage.wake();
        Message cause = stage.says("Ada", "moon");
        stage.model.say("The moon ");
        stage.awaitDelta("The moon");
        stage.time.advance(Duration.ofMillis(700));

        stop();

        Message reply = stage.awaitReplyTo(cause);
        assertThat(reply.content()).isEqualTo("The moon");
        assertThat(reply.truncated()).isTrue();
        assertThat(reply.usage().inputTokens()).isNull();
        assertThat(reply.usage().firstTokenMs()).isNotNull();
        assertThat(reply.usage().durationMs())
                .isGreaterThanOrEqualTo(reply.usage().firstTokenMs() + 700);
        stage.awaitEnd(reply.id(), Outcome.STOPPED);
        stage.awaitSettled(cause);
    }

    @Test
    void stopAlsoSilencesWhatWaits() {
        stage.wake();
        Message first = stage.says("Ada", "moon");
        stage.awaitAsked(1);
        Message waiting = stage.says("Ada", "moon!");
        stage.turns().onMessage(new HandedOver(waiting));

        stop();

        stage.awaitEnd(Stage.replyTo(first), Outcome.STOPPED);
        assertThat(stage.awaitSilence(waiting)).isEqualTo("stopped");
        assertThat(stage.stateOf(Stage.replyTo(waiting))).isEqualTo(new ReplyState.Buried());
    }

    @Test
    void afterAStopTheNextMessageIsAnswered() {
        stage.wake();
        Message first = stage.says("Ada", "moon");
        stage.awaitAsked(1);
        stop();
        stage.awaitEnd(Stage.replyTo(first), Outcome.STOPPED);
        stage.model.saying("Yes?");

        assertThat(stage.awaitReplyTo(stage.says("Ada", "moon!"))).isNotNull();
    }

    @Test
    void mutingStops() {
        stage.wake();
        Message cause = stage.says("Ada", "moon");
        stage.model.say("The moon");
        stage.awaitDelta("The moon");

        stage.bus.mute(new Mute(Stage.ROOM, "witch", true)).join();

        assertThat(stage.awaitReplyTo(cause).truncated()).isTrue();
        assertThat(stage.awaitEnd(Stage.replyTo(cause), Outcome.STOPPED).reason())
                .isEqualTo("muted");
    }

    @Test
    void aStopInAnotherRoomStopsNothingHere() {
        stage.wake();
        Message cause = stage.says("Ada", "moon");
        stage.awaitAsked(1);
        Message elsewhere = stage.says("crypt", "Ada", "moon", FakeTime.NOW);
        stage.awaitAsked(2);

        stage.bus.emit(new StopAsked("crypt"));
        stage.awaitEnd(Stage.replyTo(elsewhere), Outcome.STOPPED);
        stage.model.say("On it").finish();

        assertThat(stage.awaitReplyTo(cause).truncated()).isFalse();
    }

    private void stop() {
        stage.bus.emit(new StopAsked(Stage.ROOM));
    }
}

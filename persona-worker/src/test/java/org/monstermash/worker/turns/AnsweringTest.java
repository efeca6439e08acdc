package org.monstermash.worker.turns;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.event.LiveEvent.Decision;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyDelta;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.LiveEvent.Verdict;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Usage;

class AnsweringTest {
    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aTriggeredPersonaStreamsItsReply() {
        stage.wake();
        Message cause = stage.says("Ada", "The moon!");
        String replyId = Stage.replyTo(cause);
        stage.model.say("Full");
        stage.awaitDelta("Full");
        stage.model.say(" and bright.").finish();
        stage.awaitEnd(replyId, Outcome.COMPLETED);

        Message reply = stage.awaitReplyTo(cause);
        stage.awaitSilence(reply);
        assertThat(stage.happened)
                .hasExactlyElementsOfTypes(
                        Message.class,
                        Decision.class,
                        ReplyStarted.class,
                        ReplyDelta.class,
                        ReplyDelta.class,
                        Message.class,
                        ReplyEnded.class,
                        Decision.class);
        assertThat(stage.starts(replyId))
                .containsExactly(new ReplyStarted(Stage.ROOM, replyId, "witch", cause.id(), FakeModel.NAME, 1));
        assertThat(stage.seen(Decision.class))
                .startsWith(new Decision(Stage.ROOM, "witch", cause.id(), Verdict.REPLY, "trigger", null, null));
    }

    @Test
    void theReplyTellsWhoSaidItWithWhatAndToWhom() {
        stage.model.think("Hm.").say("Full.").finish();
        stage.wake();
        Message cause = stage.says("Ada", "The moon!");

        Message reply = stage.awaitReplyTo(cause);

        assertThat(reply.id()).isEqualTo(Stage.replyTo(cause));
        assertThat(reply.seq()).isEqualTo(2);
        assertThat(reply.author()).isEqualTo("Morticia");
        assertThat(reply.persona()).isEqualTo("witch");
        assertThat(reply.personaEmoji()).isEqualTo("🖤");
        assertThat(reply.model()).isEqualTo(FakeModel.NAME);
        assertThat(reply.createdAt()).isEqualTo(FakeTime.NOW);
        assertThat(reply.thinking()).isEqualTo("Hm.");
        assertThat(reply.truncated()).isFalse();
        assertThat(reply.usage()).isEqualTo(new Usage(7, 3, 40L, 90L));
    }

    @Test
    void joinedDeltasEqualTheContent() {
        IntStream.range(0, 40).forEach(i -> stage.model.say(" w" + i + " "));
        stage.model.finish();
        stage.wake();
        Message cause = stage.says("Ada", "moon");

        Message reply = stage.awaitReplyTo(cause);

        List<ReplyDelta> deltas = stage.deltas(reply.id());
        assertThat(deltas.stream().map(ReplyDelta::text).collect(joining())).isEqualTo(reply.content());
        assertThat(reply.content()).startsWith("w0 ").endsWith(" w39");
        assertThat(deltas).extracting(ReplyDelta::index).containsExactly(0, 1, 2, 3);
    }

    @Test
    void textAndThinkingShareTheIndex() {
        stage.model.think("one").say("two").think("three").say("four").finish();
        stage.wake();
        Message cause = stage.says("Ada", "moon");
        String replyId = stage.awaitReplyTo(cause).id();

        assertThat(stage.deltas(replyId))
                .containsExactly(
                        new ReplyDelta(Stage.ROOM, replyId, 1, 0, null, "one"),
                        new ReplyDelta(Stage.ROOM, replyId, 1, 1, "two", null),
                        new ReplyDelta(Stage.ROOM, replyId, 1, 2, null, "three"),
                        new ReplyDelta(Stage.ROOM, replyId, 1, 3, "four", null));
    }

    @Test
    void aWordIsNotHeldBackWhileTheModelPauses() {
        stage.wake();
        stage.says("Ada", "moon");
        stage.model.say("one").say(" two");
        stage.awaitDelta("one");
        stage.awaitDelta(" two");
    }

    @Test
    void ownMessagesAreNeverAnswered() {
        stage.model.saying("The moon is mine.");
        stage.wake();
        Message cause = stage.says("Ada", "moon");
        Message reply = stage.awaitReplyTo(cause);

        assertThat(stage.awaitSilence(reply)).isEqualTo("own message");
        stage.awaitSettled(reply);
        assertThat(stage.model.asked).hasSize(1);
    }

    @Test
    void aMessageWithoutTriggerIsSilentWithItsReason() {
        stage.wake();
        Message cause = stage.says("Ada", "homework");

        assertThat(stage.awaitSilence(cause)).isEqualTo("chance");
        stage.awaitSettled(cause);
        Decision decision = stage.silences(cause).findFirst().orElseThrow();
        assertThat(decision.dice()).isNotNull();
        assertThat(decision.threshold()).isZero();
    }

    @Test
    void anEmptyAnswerIsDeclined() {
        stage.model.say("  \n").finish();
        stage.wake();
        Message cause = stage.says("Ada", "moon");

        ReplyEnded end = stage.awaitEnd(Stage.replyTo(cause), Outcome.DECLINED);

        assertThat(end.reason()).isNotBlank();
        stage.awaitSettled(cause);
        assertThat(stage.stateOf(end.replyId())).isEqualTo(new ReplyState.Buried());
    }

    @Test
    void whatTurnsOutToBeThoughtIsToldAnewAndNeverSaid() {
        stage.model
                .say("She wants roses.")
                .thoughtAllAlong("She wants roses.")
                .say("Roses!")
                .finish();
        stage.wake();

        Message reply = stage.awaitReplyTo(stage.says("Ada", "moon"));

        assertThat(reply.content()).isEqualTo("Roses!");
        assertThat(reply.thinking()).isEqualTo("She wants roses.");
        stage.awaitEnd(reply.id(), Outcome.COMPLETED);
        List<ReplyDelta> last = stage.deltas(reply.id()).stream()
                .filter(delta -> delta.attempt() == 2)
                .toList();
        assertThat(last).extracting(ReplyDelta::thinking).contains("She wants roses.");
        assertThat(last.stream().map(ReplyDelta::text).filter(Objects::nonNull).collect(joining()))
                .isEqualTo("Roses!");
    }

    @Test
    void aBrokenAnswerIsNeverStoredAsWhole() {
        stage.model.say("Half a").fail("test/model: connection reset");
        stage.wake();
        Message cause = stage.says("Ada", "moon");

        ReplyEnded end = stage.awaitEnd(Stage.replyTo(cause), Outcome.FAILED);

        assertThat(end.reason()).isEqualTo("test/model: connection reset");
        assertThat(end.errorType()).isEqualTo("cut");
        stage.awaitSettled(cause);
        assertThat(stage.replies(cause)).isEmpty();
        assertThat(stage.stateOf(end.replyId())).isEqualTo(new ReplyState.Buried());
    }

    @Test
    void afterAFailureTheNextMessageIsAnswered() {
        stage.model.fail("test/model: 500");
        stage.wake();
        stage.awaitEnd(Stage.replyTo(stage.says("Ada", "moon")), Outcome.FAILED);
        stage.model.say("Yes?").finish();

        assertThat(stage.awaitReplyTo(stage.says("Ada", "moon!")).content()).isEqualTo("Yes?");
    }

    @Test
    void aModelThatNeverEndsIsCut() {
        String block = "x".repeat(1000);
        IntStream.range(0, 70).forEach(i -> stage.model.say(block));
        stage.wake();

        Message reply = stage.awaitReplyTo(stage.says("Ada", "moon"));

        assertThat(reply.truncated()).isTrue();
        assertThat(reply.content()).hasSizeBetween(Telling.MAX_CHARS, Telling.MAX_CHARS + 1000);
        assertThat(reply.usage()).isNotNull();
    }

    @Test
    void theVoiceHearsTheLastTwentyMessagesAndWhichAreItsOwn() {
        IntStream.range(0, 30).forEach(i -> stage.says("Ada", "line " + i));
        stage.monsterSays("witch", "mine");
        stage.monsterSays("ghost", "not mine");
        stage.model.saying("ok");
        stage.wake();
        stage.awaitReplyTo(stage.says("Ada", "moon"));

        assertThat(stage.model.rooms.getFirst())
                .hasSize(20)
                .extracting(Message::persona, Message::content)
                .endsWith(tuple("witch", "mine"), tuple("ghost", "not mine"), tuple(null, "moon"));
    }

    @Test
    void theReadingPauseComesBeforeTheModelIsAsked() {
        stage.pace = 1;
        stage.time.holdPauses();
        stage.wake();
        Message cause = stage.says("Ada", "moon");
        await().until(() -> !stage.time.pauses.isEmpty());

        assertThat(stage.time.pauses.getFirst()).isEqualTo(Duration.ofMillis(1025)); // 1 s and 4/160 s
        assertThat(stage.starts(Stage.replyTo(cause))).isEmpty();
        stage.model.saying("ok");
        stage.time.release();
        assertThat(stage.awaitReplyTo(cause)).isNotNull();
    }

    @Test
    void aMonsterIsNotAnsweredWhenOthersWentOnDuringTheReadingPause() {
        stage.pace = 1;
        stage.time.holdPauses();
        stage.wake();
        Message cause = stage.monsterSays("ghost", "Morticia, are you there?");
        await().until(() -> !stage.time.pauses.isEmpty());
        Message other = stage.monsterSays("zombie", "Brains.");
        stage.awaitHeard(other);
        stage.time.release();

        assertThat(stage.awaitSilence(cause)).isEqualTo("streak");
        assertThat(stage.awaitSilence(other)).isEqualTo("streak");
        stage.awaitSettled(other);
        assertThat(stage.model.asked).isEmpty();
    }

    @Test
    void whatADefectTouchesIsSettledAndTheRoomGoesOn() {
        stage.model.say("a").finish();
        Message cause = stage.says("Ada", "moon");
        stage.wake(new OneDefect(stage.bus));
        assertThat(stage.awaitSilence(cause)).isEqualTo(Decisions.DEFECT);
        Message next = stage.says("Ada", "moon again");

        assertThat(stage.awaitReplyTo(next)).isNotNull();
        assertThat(stage.replies(cause)).isEmpty();
    }
}

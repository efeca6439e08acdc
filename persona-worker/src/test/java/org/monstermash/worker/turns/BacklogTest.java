package org.monstermash.worker.turns;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent.Decision;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;

class BacklogTest {
    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void messagesThatArriveMeanwhileAreSupersededByTheNewest() {
        stage.wake();
        Message first = stage.says("Ada", "moon 1");
        stage.awaitAsked(1);
        Message second = stage.says("Ada", "moon 2");
        Message third = stage.says("Ada", "moon 3");
        Message last = stage.says("Ada", "homework");
        stage.model.say("One").finish().say("Two").finish();

        stage.awaitReplyTo(first);
        stage.awaitReplyTo(third);
        assertThat(stage.awaitSilence(second)).isEqualTo("superseded");
        assertThat(stage.awaitSilence(last)).isEqualTo("chance");
        stage.awaitSettled(last);
        assertThat(stage.replies(second)).isEmpty();
    }

    @Test
    void aPersonDoesNotGoWithoutBecauseMonstersChattedOn() {
        Message person = stage.says("Ada", "moon");
        Message monster = stage.monsterSays("ghost", "Morticia, what moon?");
        stage.model.saying("ok");
        stage.wake();

        stage.awaitReplyTo(person);
        assertThat(stage.awaitSilence(monster)).isEqualTo("superseded");
    }

    @Test
    void ofALongBacklogOnlyTheNewestIsAnswered() {
        List<Message> messages = new ArrayList<>();
        IntStream.range(0, 1500).forEach(i -> messages.add(stage.says("Ada", "moon " + i)));
        stage.model.saying("Such a crowd.");
        stage.wake();

        stage.awaitReplyTo(messages.getLast());
        stage.awaitSettled(messages.getLast());
        assertThat(stage.model.asked).hasSize(1);
        Set<String> superseded =
                messages.subList(0, 1499).stream().map(Message::id).collect(toSet());
        await().untilAsserted(() -> assertThat(stage.seen(Decision.class)
                        .filter(decision -> decision.reason().equals("superseded"))
                        .map(Decision::messageId))
                .containsExactlyInAnyOrderElementsOf(superseded));
    }

    @Test
    void whatWasSaidLongAgoIsStale() {
        Message old = stage.says(Stage.ROOM, "Ada", "moon", FakeTime.NOW.minus(Duration.ofSeconds(59)));
        stage.time.holdPauses();
        stage.pace = 1;
        stage.wake();
        await().until(() -> !stage.time.pauses.isEmpty());
        Message next = stage.says("Ada", "moon, again");
        stage.turns().onMessage(new HandedOver(next));
        stage.time.advance(Duration.ofSeconds(61));
        stage.model.saying("ok");
        stage.time.release();

        stage.awaitReplyTo(old); // it was chosen in time
        assertThat(stage.awaitSilence(next)).isEqualTo("stale");
    }

    @Test
    void aMutedPersonaIsSilent() {
        stage.bus.mute(new Mute(Stage.ROOM, "witch", true)).join();
        stage.wake();

        assertThat(stage.awaitSilence(stage.says("Ada", "moon"))).isEqualTo("muted");
    }

    @Test
    void anUnmutedPersonaAnswersAgain() {
        stage.wake();
        stage.bus.mute(new Mute(Stage.ROOM, "witch", true)).join();
        stage.awaitSilence(stage.says("Ada", "moon"));
        stage.bus.mute(new Mute(Stage.ROOM, "witch", false)).join();
        stage.model.saying("ok");

        assertThat(stage.awaitReplyTo(stage.says("Ada", "moon"))).isNotNull();
    }

    @Test
    void inTheRoomOfADuelPersonasAreSilent() {
        stage.wake();

        assertThat(stage.awaitSilence(stage.says("arena-1", "Ada", "moon", FakeTime.NOW)))
                .isEqualTo("duel");
    }

    @Test
    void aStreakOfMonstersIsNotContinued() {
        stage.wake();
        stage.monsterSays("ghost", "Boo.");

        assertThat(stage.awaitSilence(stage.monsterSays("zombie", "Morticia, you?")))
                .isEqualTo("streak");
    }

    @Test
    void speakAnswersTheNewest() {
        stage.model.saying("You called?");
        stage.wake();
        Message newest = stage.says("Ada", "homework");
        stage.awaitSilence(newest);
        String requestId = Ids.random();

        stage.bus.emit(new SpeakAsked(Stage.ROOM, "witch", requestId));

        Message reply = stage.awaitReplyTo(newest);
        assertThat(reply.id()).isEqualTo(Ids.ofReply(Stage.ROOM, "witch", requestId));
    }

    @Test
    void askedInAnEmptyRoomThePersonaOpensTheConversation() {
        stage.model.saying("Is somebody there?");
        stage.wake();
        String requestId = Ids.random();

        stage.bus.emit(new SpeakAsked("crypt", "witch", requestId));

        String replyId = Ids.ofReply("crypt", "witch", requestId);
        stage.awaitEnd(replyId, Outcome.COMPLETED);
        Message reply = stage.seen(Message.class).findFirst().orElseThrow();
        assertThat(reply.id()).isEqualTo(replyId);
        assertThat(reply.inReplyTo()).isNull();
    }

    @Test
    void speakWorksAlsoWhenTheNewestMessageIsItsOwn() {
        stage.model.saying("Moonlight.");
        stage.wake();
        Message own = stage.awaitReplyTo(stage.says("Ada", "moon"));
        stage.awaitSettled(own);

        stage.bus.emit(new SpeakAsked(Stage.ROOM, "witch", Ids.random()));

        assertThat(stage.awaitReplyTo(own)).isNotNull();
    }

    @Test
    void speakTakesThePlaceOfWhatWaits() {
        stage.wake();
        Message first = stage.says("Ada", "moon");
        stage.awaitAsked(1);
        Message second = stage.says("Ada", "moon!");
        stage.turns().onSpeak(new SpeakAsked(Stage.ROOM, "witch", Ids.random()));
        stage.model.say("One").finish().say("Two").finish();

        stage.awaitReplyTo(first);
        assertThat(stage.awaitSilence(second)).isEqualTo("superseded");
        await().until(() -> stage.model.asked.size() == 2);
        assertThat(stage.model.asked).doesNotContain(Stage.replyTo(second));
    }
}

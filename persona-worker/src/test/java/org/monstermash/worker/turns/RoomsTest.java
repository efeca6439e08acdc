package org.monstermash.worker.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.event.Message;

class RoomsTest {
    private final Stage stage = new Stage();

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aSlowPersonaInOneRoomDelaysNoOther() {
        stage.wake();
        Message slow = stage.says("Ada", "moon");
        stage.awaitAsked(1); // and hears no word
        stage.model.saying("ok");

        List<Message> causes = IntStream.range(0, 100)
                .mapToObj(i -> stage.says("room-" + i, "Ada", "moon", FakeTime.NOW))
                .toList();

        await().untilAsserted(() -> assertThat(stage.seen(Message.class).map(Message::inReplyTo))
                .containsAll(causes.stream().map(Message::id).toList()));
        assertThat(stage.replies(slow)).isEmpty();
    }

    @Test
    void idleRoomsAreForgottenAndRememberedWhenSomebodySpeaks() {
        stage.model.saying("ok");
        stage.says("first", "Ada", "Good evening", FakeTime.NOW);
        stage.wake();
        IntStream.range(0, PersonaTurns.IDLE_ROOMS + 50)
                .forEach(i -> stage.says("room-" + i, "Ada", "homework", FakeTime.NOW));
        await().untilAsserted(() -> assertThat(stage.seen(Object.class)).hasSize(2 * (PersonaTurns.IDLE_ROOMS + 51)));
        await().untilAsserted(() -> assertThat(stage.turns().rooms()).isEqualTo(PersonaTurns.IDLE_ROOMS));

        stage.says("first", "Ada", "moon", FakeTime.NOW);

        stage.awaitAsked(1);
        assertThat(stage.model.rooms.getFirst()).extracting(Message::content).containsExactly("Good evening", "moon");
    }

    @Test
    void roomsThatAnotherWorkerTookAreLeftAsTheyAreAndTheOthersKept() {
        stage.wake();
        Message taken = stage.says("taken", "Ada", "moon", FakeTime.NOW);
        stage.awaitAsked(1);
        stage.says("kept", "Ada", "homework", FakeTime.NOW);
        await().until(() -> stage.turns().rooms() == 2);

        stage.turns().onRoomsTaken(room -> room.equals("taken"));

        await().until(() -> stage.turns().rooms() == 1);
        assertThat(stage.settledUpTo("taken")).isLessThan(taken.seq());
        assertThat(stage.replies(taken)).isEmpty();
        stage.model.saying("ok");
        Message next = stage.says("kept", "Ada", "moon", FakeTime.NOW);
        await().untilAsserted(() -> assertThat(stage.replies(next)).hasSize(1));
    }
}

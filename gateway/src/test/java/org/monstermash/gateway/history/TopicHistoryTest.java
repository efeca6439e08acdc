package org.monstermash.gateway.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.bus.MessageLog.Appended;
import org.monstermash.bus.contract.Lines;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Tombstone;
import org.monstermash.bus.kafka.ReadModel;

/** What a gateway makes of a topic, and what of it is there after a restart. */
class TopicHistoryTest {
    @TempDir
    Path folder;

    private History history;
    private ReadModel model;

    @BeforeEach
    void open() {
        history = History.openForTopic(folder, Clock.systemUTC());
        model = history.readModel();
    }

    @AfterEach
    void close() {
        history.close();
    }

    private void restart() {
        history.close();
        open();
    }

    @Test
    void aNewTopicIsReadFromItsBeginning() {
        assertThat(model.begin("topic-1")).isEmpty();
        assertThat(history.epoch()).isEqualTo("topic-1");
    }

    @Test
    void messagesAreCountedByRoomAndFoundAgain() {
        model.begin("topic-1");
        Message one = Lines.human("crypt", "one bone");
        Message two = Lines.human("attic", "two bones");
        Message three = Lines.human("crypt", "three");

        List<Appended> taken = model.take(List.of(one, two, three), Map.of(0, 3L));

        assertThat(taken)
                .containsExactly(
                        new Appended(one.withSeq(1), true),
                        new Appended(two.withSeq(1), true),
                        new Appended(three.withSeq(2), true));
        assertThat(model.newest("crypt", 5)).containsExactly(one.withSeq(1), three.withSeq(2));
        assertThat(model.newest("crypt", 1)).containsExactly(three.withSeq(2));
        assertThat(model.find(two.id())).contains(two.withSeq(1));
        assertThat(history.search("crypt", "bone", 5)).containsExactly(one.withSeq(1));
    }

    @Test
    void anIdThatStandsTwiceInTheTopicCountsOnce() {
        model.begin("topic-1");
        Message first = Lines.human("crypt", "first");
        Message other = Message.byHuman(first.id(), "crypt", "Ada", "other", Instant.EPOCH);

        assertThat(model.take(List.of(first, other), Map.of(0, 2L)))
                .containsExactly(new Appended(first.withSeq(1), true), new Appended(first.withSeq(1), false));
        assertThat(history.lastSeq("crypt")).isEqualTo(1);
    }

    @Test
    void whatIsBuriedCountsAllTheSameBecauseItStandsInTheTopic() {
        model.begin("topic-1");
        Message message = Lines.human("crypt", "late");
        history.bury(new Tombstone("crypt", message.id())).join();

        assertThat(model.take(List.of(message), Map.of(0, 1L))).containsExactly(new Appended(message.withSeq(1), true));
    }

    @Test
    void afterARestartItGoesOnWhereItWas() {
        model.begin("topic-1");
        Message one = Lines.human("crypt", "one");
        model.take(List.of(one), Map.of(0, 7L, 3, 2L));
        model.take(List.of(), Map.of(0, 8L));

        restart();

        assertThat(model.begin("topic-1")).isEqualTo(Map.of(0, 8L, 3, 2L));
        assertThat(history.epoch()).isEqualTo("topic-1");
        Message two = Lines.human("crypt", "two");
        assertThat(model.take(List.of(one, two), Map.of(0, 10L)))
                .containsExactly(new Appended(one.withSeq(1), false), new Appended(two.withSeq(2), true));
    }

    @Test
    void ofAnotherTopicNothingIsLeftButNames() {
        model.begin("topic-1");
        model.take(List.of(Lines.human("crypt", "an old bone")), Map.of(0, 7L));
        history.seen(Lines.WITCH);

        assertThat(model.begin("topic-2")).isEmpty();

        assertThat(history.epoch()).isEqualTo("topic-2");
        assertThat(history.rooms()).isEmpty();
        assertThat(history.search("crypt", "bone", 5)).isEmpty();
        Message fresh = Lines.human("crypt", "a new bone");
        assertThat(model.take(List.of(fresh), Map.of(0, 1L))).containsExactly(new Appended(fresh.withSeq(1), true));
        assertThat(history.search("crypt", "bone", 5)).containsExactly(fresh.withSeq(1));
        restart();
        assertThat(model.begin("topic-2")).isEqualTo(Map.of(0, 1L));
        assertThat(history.everSeen()).containsExactly(Lines.WITCH);
    }
}

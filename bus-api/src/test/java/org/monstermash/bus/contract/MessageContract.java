package org.monstermash.bus.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.monstermash.bus.contract.Lines.ROOM;
import static org.monstermash.bus.contract.Lines.WITCH;
import static org.monstermash.bus.contract.Lines.human;
import static org.monstermash.bus.contract.Lines.reply;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.Tombstone;

/** What is stored: order, ids, tombstones, mutes. */
abstract class MessageContract extends ContractTests {

    @Test
    void publishingGivesTheMessageWithItsPlaceInTheRoom() {
        say("first");
        Message second = human("second");

        assertThat(say(second)).isEqualTo(second.withSeq(2));
    }

    @Test
    void roomsCountForThemselves() {
        say(human("crypt", "one"));
        say(human("crypt", "two"));

        assertThat(say(human("attic", "other")).seq()).isEqualTo(1);
    }

    @Test
    void followersAndPersonasSeeTheOrderOfTheRoom() {
        Hearing witch = Hearing.settling();
        sit(WITCH, witch);
        List<CompletableFuture<Void>> people = new ArrayList<>();
        for (int person = 0; person < 4; person++) {
            people.add(CompletableFuture.runAsync(() -> sayMany(ROOM, 50)));
        }
        people.forEach(CompletableFuture::join);

        List<Long> order = LongStream.rangeClosed(1, 200).boxed().toList();
        eventually(() -> assertHeard(witch, ROOM, 200));
        eventually(
                () -> assertThat(watching.messages()).extracting(Message::seq).isEqualTo(order));
        assertThat(witch.contents()).isEqualTo(watching.contents());
    }

    @Test
    void theFirstBodyOfAnIdWins() {
        String id = Ids.ofClient(ROOM, "click-1");
        Message first = say(Message.byHuman(id, ROOM, "Ada", "hello", Instant.EPOCH));

        Message second = say(Message.byHuman(id, ROOM, "Ada", "goodbye", Instant.EPOCH));

        assertThat(second).isEqualTo(first);
        say("next");
        eventually(() -> assertThat(watching.contents()).containsExactly("hello", "next"));
    }

    @Test
    void oneIdPublishedManyTimesAtOnceIsStoredOnce() {
        Message message = human("hello");
        List<CompletableFuture<Message>> tries = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            tries.add(gateway.publish(message));
        }

        assertThat(tries)
                .allSatisfy(each ->
                        assertThat(each.orTimeout(10, TimeUnit.SECONDS).join()).isEqualTo(message.withSeq(1)));
        assertThat(gateway.recent(ROOM, 10)).hasSize(1);
    }

    @Test
    void fieldsOfANewerVersionAreKept() {
        Message plain = human("hello");
        Message newer = new Message(
                plain.id(),
                ROOM,
                0,
                "Ada",
                plain.role(),
                "hello",
                null,
                null,
                plain.createdAt(),
                null,
                null,
                null,
                null,
                false,
                null,
                Map.of("mood", "gloomy"));
        Hearing witch = Hearing.settling();
        sit(WITCH, witch);
        say(newer);

        eventually(() -> assertThat(witch.messages()).containsExactly(newer.withSeq(1)));
    }

    @Test
    void recentGivesTheNewestOldestFirst() {
        sayMany(ROOM, 5);

        assertThat(worker.recent(ROOM, 3)).extracting(Message::content).containsExactly("line 2", "line 3", "line 4");
        assertThat(worker.recent("crypt", 3)).isEmpty();
    }

    @Test
    void aReplyIsUnknownThenSaid() {
        sit(WITCH, Hearing.settling());
        Message answer = reply(WITCH, ROOM, say("hello").id(), "Darling.");
        assertThat(worker.reply(ROOM, answer.id())).isEqualTo(new ReplyState.Unknown());

        Message stored = worker.publish(answer).orTimeout(10, TimeUnit.SECONDS).join();

        assertThat(worker.reply(ROOM, answer.id())).isEqualTo(new ReplyState.Stored(stored));
        assertThat(asWorkersKnow(stored)).isEqualTo(asWorkersKnow(answer.withSeq(2)));
    }

    @Test
    void aBuriedReplyIsNeverSaid() {
        sit(WITCH, Hearing.settling());
        Message answer = reply(WITCH, ROOM, say("hello").id(), "Darling.");
        worker.bury(new Tombstone(ROOM, answer.id()))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();

        Message given = worker.publish(answer).orTimeout(10, TimeUnit.SECONDS).join();

        assertThat(given.seq()).isZero();
        assertThat(worker.reply(ROOM, answer.id())).isEqualTo(new ReplyState.Buried());
        assertThat(say("next").seq()).isEqualTo(2);
        eventually(() -> assertThat(watching.contents()).containsExactly("hello", "next"));
    }

    @Test
    void whatWasStoredSurvivesARestart() {
        Message stored = say("hello");
        String buried = Ids.random();
        gateway.bury(new Tombstone(ROOM, buried))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();
        gateway.mute(new Mute(ROOM, "witch", true))
                .orTimeout(10, TimeUnit.SECONDS)
                .join();

        restart();

        assertThat(gateway.recent(ROOM, 10)).containsExactly(stored);
        assertThat(gateway.reply(ROOM, buried)).isEqualTo(new ReplyState.Buried());
        assertThat(gateway.isMuted(ROOM, "witch")).isTrue();
        assertThat(say("again").seq()).isEqualTo(2);
    }

    @Test
    void publishingFailsWhileTheBusIsAwayAndWorksAfterwards() {
        sit(WITCH, Hearing.settling());
        Message answer = reply(WITCH, ROOM, say("hello").id(), "Darling.");
        fixture.cut();

        failsAsUnavailable(
                () -> worker.publish(answer).orTimeout(8, TimeUnit.SECONDS).join());
        eventually(() -> assertThat(worker.health().ready()).isFalse());
        assertThat(worker.health().why()).isNotBlank();

        fixture.heal();
        eventually(() -> assertThat(asWorkersKnow(
                        worker.publish(answer).orTimeout(8, TimeUnit.SECONDS).join()))
                .isEqualTo(asWorkersKnow(answer.withSeq(2))));
        eventually(() -> assertThat(gateway.recent(ROOM, 10)).hasSize(2));
    }

    @Test
    void aClosedBusStoresNothing() {
        worker.close();
        worker.close();

        failsAsUnavailable(() ->
                worker.publish(human("late")).orTimeout(8, TimeUnit.SECONDS).join());
        assertThat(worker.health().ready()).isFalse();
    }
}

package org.monstermash.worker.turns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.Follower;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.Seat;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.LiveEvent.Decision;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyDelta;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.LiveEvent.Verdict;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.Role;
import org.monstermash.bus.memory.HeapLog;
import org.monstermash.bus.memory.InMemoryChatBus;
import org.monstermash.personas.DelayRange;
import org.monstermash.personas.Persona;
import org.monstermash.personas.Script;
import org.monstermash.personas.pauses.Pauses;
import org.monstermash.personas.policy.ReplyPolicy;

/** A room, a witch who answers whoever says "moon", and somebody who writes down all that happens. */
final class Stage implements AutoCloseable {
    static final String ROOM = "graveyard";
    static final Duration REPLY_TTL = Duration.ofSeconds(60);
    static final Persona WITCH = new Persona(
            "witch",
            "Morticia",
            "🖤",
            "A witch",
            "You are Morticia.",
            List.of("moon"),
            List.of(),
            0,
            2,
            new DelayRange(1, 1),
            new DelayRange(0, 0),
            null,
            Script.EMPTY);

    final FakeTime time = new FakeTime();
    final FakeModel model = new FakeModel();
    final HeapLog log = new HeapLog();
    final InMemoryChatBus bus = new InMemoryChatBus(log, time.time.clock());
    final List<Object> happened = new CopyOnWriteArrayList<>();
    double pace = 0;
    Instant since = FakeTime.NOW.minus(REPLY_TTL);
    private PersonaTurns turns;
    private Overheard overheard;
    private Seat seat;

    Stage() {
        bus.follow(new Follower() {
            @Override
            public void onMessage(Message message) {
                happened.add(message);
            }

            @Override
            public void onEvent(LiveEvent event) {
                happened.add(event);
            }

            @Override
            public void onMute(Mute mute) {}

            @Override
            public void onPresence(List<PersonaCard> awake) {}
        });
    }

    Stage wake() {
        return wake(bus);
    }

    /** The witch comes to work, on this bus. */
    Stage wake(ChatBus seenBus) {
        turns = new PersonaTurns(actor(seenBus));
        overheard = new Overheard(turns);
        seat = seenBus.join(
                new PersonaCard(
                        "witch", "Morticia", "🖤", "A witch", List.of("moon"), List.of(), FakeModel.NAME, FakeTime.NOW),
                since,
                overheard);
        return this;
    }

    Actor actor(ChatBus seenBus) {
        return new Actor(WITCH, new ReplyPolicy(), new Pauses(WITCH, pace), model, REPLY_TTL, seenBus, time.time);
    }

    PersonaTurns turns() {
        return turns;
    }

    /** As on SIGTERM: the seat first. */
    void leave() {
        seat.close();
        turns.close();
    }

    Message says(String author, String text) {
        return says(ROOM, author, text, FakeTime.NOW);
    }

    Message says(String room, String author, String text, Instant at) {
        return bus.publish(Message.byHuman(Ids.random(), room, author, text, at))
                .join();
    }

    Message monsterSays(String persona, String text) {
        return bus.publish(new Message(
                        Ids.random(),
                        ROOM,
                        0,
                        persona,
                        Role.MONSTER,
                        text,
                        persona,
                        null,
                        FakeTime.NOW,
                        null,
                        "scripted",
                        null,
                        null,
                        false,
                        null,
                        null))
                .join();
    }

    static String replyTo(Message cause) {
        return Ids.ofReply(cause.room(), "witch", cause.id());
    }

    /** Until the witch knows that it was said. */
    void awaitHeard(Message message) {
        await().until(() -> overheard.has(message.id()));
    }

    Message awaitReplyTo(Message cause) {
        await().until(() -> replies(cause).findAny().isPresent());
        return replies(cause).findFirst().orElseThrow();
    }

    Stream<Message> replies(Message cause) {
        return seen(Message.class).filter(message -> cause.id().equals(message.inReplyTo()));
    }

    String awaitSilence(Message cause) {
        await().until(() -> silences(cause).findAny().isPresent());
        return silences(cause).findFirst().orElseThrow().reason();
    }

    Stream<Decision> silences(Message cause) {
        return seen(Decision.class)
                .filter(decision -> cause.id().equals(decision.messageId()))
                .filter(decision -> decision.verdict() == Verdict.SILENCE);
    }

    ReplyEnded awaitEnd(String replyId, Outcome outcome) {
        await().until(() -> ends(replyId).anyMatch(end -> end.outcome() == outcome));
        return ends(replyId).filter(end -> end.outcome() == outcome).findFirst().orElseThrow();
    }

    Stream<ReplyEnded> ends(String replyId) {
        return seen(ReplyEnded.class).filter(end -> end.replyId().equals(replyId));
    }

    void awaitAsked(int times) {
        await().until(() -> model.prompts.size() >= times);
    }

    void awaitDelta(String text) {
        await().until(() -> {
            time.advance(Telling.GATHERING);
            return seen(ReplyDelta.class).anyMatch(delta -> text.equals(delta.text()));
        });
    }

    /** What the witch has not settled is what the bus would bring her again. */
    void awaitSettled(Message message) {
        await().untilAsserted(() -> assertThat(settledUpTo(message.room())).isGreaterThanOrEqualTo(message.seq()));
    }

    long settledUpTo(String room) {
        return log.unsettled("witch", Instant.EPOCH).getOrDefault(room, log.lastSeq(room));
    }

    Stream<ReplyStarted> starts(String replyId) {
        return seen(ReplyStarted.class).filter(start -> start.replyId().equals(replyId));
    }

    List<ReplyDelta> deltas(String replyId) {
        return seen(ReplyDelta.class)
                .filter(delta -> delta.replyId().equals(replyId))
                .toList();
    }

    <T> Stream<T> seen(Class<T> kind) {
        return happened.stream().filter(kind::isInstance).map(kind::cast);
    }

    ReplyState stateOf(String replyId) {
        return bus.reply(ROOM, replyId);
    }

    @Override
    public void close() {
        time.release();
        if (turns != null) {
            leave();
        }
        bus.close();
    }
}

package org.monstermash.arena.watch;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.monstermash.arena.fixture.Duels;
import org.monstermash.arena.turn.DuelListener;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.Turn;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.Follower;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.memory.HeapLog;
import org.monstermash.bus.memory.InMemoryChatBus;
import org.monstermash.models.Sleeper;

class WatchedRoomTest {
    private static final String ROOM = "arena-ab12cd";

    private final InMemoryChatBus bus = new InMemoryChatBus(new HeapLog(), Clock.systemUTC());
    private final Onlooker onlooker = new Onlooker();
    private final Duels duels = new Duels();
    private final List<String> stops = new CopyOnWriteArrayList<>();

    WatchedRoomTest() {
        bus.follow(onlooker);
    }

    @AfterEach
    void close() {
        bus.close();
    }

    /** The gateway's bus stays when a link to it is closed. */
    private ChatBus link() {
        return (ChatBus) Proxy.newProxyInstance(
                ChatBus.class.getClassLoader(), new Class<?>[] {ChatBus.class}, (proxy, method, args) -> {
                    try {
                        return method.getName().equals("close") ? null : method.invoke(bus, args);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private WatchedRoom room() throws InterruptedException {
        WatchedRoom room = new WatchedRoom(
                duels.header(), link(), Instant.now(), Sleeper.real(), () -> stops.add("stop"), line -> {});
        assertThat(room.isOpenWithin(ofSeconds(20))).isTrue();
        return room;
    }

    private static Turn turn(int number, String text, boolean partial) {
        return new Turn(
                number,
                (number - 1) % 2,
                number % 2 == 1 ? "Alice" : "Bob",
                "m",
                Duels.NOW,
                text,
                number == 2 ? "hm" : "",
                false,
                false,
                partial,
                text.length(),
                number == 2 ? 11 : null,
                number == 2 ? 7 : null,
                null,
                ofSeconds(1),
                partial ? List.of("broken off: interrupted") : List.of());
    }

    private static void say(DuelListener room, int number, String... words) {
        room.turnBegan(number, (number - 1) % 2, 1);
        for (String word : words) {
            room.text(word);
        }
        room.turn(turn(number, String.join("", words), false));
    }

    private static End end(End.Reason reason) {
        return new End(reason, "over", Duels.NOW, 2, 1, 0, 0, ofSeconds(1));
    }

    private List<String> contents() {
        return bus.recent(ROOM, 50).stream().map(Message::content).toList();
    }

    @Test
    void everyTurnIsSaidInTheRoomByItsGuest() throws InterruptedException {
        WatchedRoom room = room();
        room.begun(duels.header(), List.of());
        room.turn(turn(1, "Hello!", false));
        room.turnBegan(2, 1, 1);
        room.thinking("hm");
        room.text("Hi ");
        room.text("Alice.");
        room.turn(turn(2, "Hi Alice.", false));
        say(room, 3, "How ", "are you?");
        room.ended(end(End.Reason.TURN_LIMIT));

        List<Message> said = bus.recent(ROOM, 50);
        assertThat(contents()).containsExactly("Hello!", "Hi Alice.", "How are you?");
        assertThat(said).extracting(Message::author).containsExactly("Alice", "Bob", "Alice");
        assertThat(said)
                .extracting(Message::persona)
                .containsExactly("duel-ab12cd-alice", "duel-ab12cd-bob", "duel-ab12cd-alice");
        assertThat(said.get(1).model()).isEqualTo("ollama/m-bob");
        assertThat(said.get(1).thinking()).isEqualTo("hm");
        assertThat(said.get(1).usage().inputTokens()).isEqualTo(11);
        assertThat(said.get(2).inReplyTo()).isEqualTo(said.get(1).id());
        await().atMost(ofSeconds(20)).until(() -> onlooker.ended(said.get(2).id()));
        assertThat(onlooker.deltas(said.get(1).id())).isEqualTo("Hi Alice.");
        assertThat(onlooker.deltas(said.get(2).id())).isEqualTo("How are you?");
        assertThat(onlooker.started(said.get(1).id())).isEqualTo(1);
    }

    @Test
    void theGuestsAreThereAsLongAsTheDuelRuns() throws InterruptedException {
        WatchedRoom room = room();
        room.begun(duels.header(), List.of());
        await().atMost(ofSeconds(20))
                .until(() -> onlooker.awake.equals(List.of("duel-ab12cd-alice", "duel-ab12cd-bob")));

        room.ended(end(End.Reason.TURN_LIMIT));
        await().atMost(ofSeconds(20)).until(() -> onlooker.awake.isEmpty());
    }

    @Test
    void theStopButtonOfTheRoomStopsTheDuelAndThatOfAnotherDoesNot() throws InterruptedException {
        WatchedRoom room = room();
        room.begun(duels.header(), List.of());
        bus.emit(new LiveEvent.StopAsked("graveyard"));
        bus.emit(new LiveEvent.StopAsked(ROOM));

        await().atMost(ofSeconds(20)).until(() -> !stops.isEmpty());
        // each guest hears it
        assertThat(stops).hasSizeLessThanOrEqualTo(2);
        room.ended(end(End.Reason.STOPPED));
    }

    @Test
    void anAnswerThatBeginsAnewIsAnotherAttemptOfTheSameReply() throws InterruptedException {
        WatchedRoom room = room();
        room.begun(duels.header(), List.of());
        room.turn(turn(1, "Hello!", false));
        room.turnBegan(2, 1, 1);
        room.text("thinking aloud");
        room.turnBegan(2, 1, 2);
        room.text("Hi.");
        room.turn(turn(2, "Hi.", false));
        room.ended(end(End.Reason.TURN_LIMIT));

        String id = bus.recent(ROOM, 50).getLast().id();
        await().atMost(ofSeconds(20)).until(() -> onlooker.ended(id));
        assertThat(onlooker.started(id)).isEqualTo(2);
        assertThat(onlooker.deltas(id)).isEqualTo("Hi.");
    }

    @Test
    void aTurnOfWhichNothingCameLeavesNothing() throws InterruptedException {
        WatchedRoom room = room();
        room.begun(duels.header(), List.of());
        room.turn(turn(1, "Hello!", false));
        room.turnBegan(2, 1, 1);
        room.thinking("hm");
        room.ended(end(End.Reason.EMPTY));

        assertThat(contents()).containsExactly("Hello!");
        await().atMost(ofSeconds(20)).until(() -> onlooker.events.stream()
                .anyMatch(event -> event instanceof LiveEvent.ReplyEnded ended
                        && ended.outcome() == LiveEvent.Outcome.STOPPED
                        && "over".equals(ended.reason())));
    }

    @Test
    void aResumedDuelFindsItsTurnsAndSaysTheBrokenOneAgain() throws InterruptedException {
        WatchedRoom first = room();
        first.begun(duels.header(), List.of());
        first.turn(turn(1, "Hello!", false));
        first.turnBegan(2, 1, 1);
        first.turn(turn(2, "I was ab", true));
        first.ended(end(End.Reason.INTERRUPTED));

        WatchedRoom second = room();
        second.begun(duels.header(), List.of(turn(1, "Hello!", false)));
        say(second, 2, "I was about to say hi.");
        second.ended(end(End.Reason.TURN_LIMIT));

        assertThat(contents()).containsExactly("Hello!", "I was ab", "I was about to say hi.");
        assertThat(bus.recent(ROOM, 50)).extracting(Message::truncated).containsExactly(false, true, false);

        WatchedRoom third = room();
        third.begun(duels.header(), List.of(turn(1, "Hello!", false), turn(2, "I was about to say hi.", false)));
        say(third, 3, "Hi.");
        third.ended(end(End.Reason.TURN_LIMIT));

        assertThat(contents()).containsExactly("Hello!", "I was ab", "I was about to say hi.", "Hi.");
    }

    /** Whoever has the room open. */
    private static final class Onlooker implements Follower {
        private final List<LiveEvent> events = new CopyOnWriteArrayList<>();
        private volatile List<String> awake = List.of();

        @Override
        public void onMessage(Message message) {}

        @Override
        public void onEvent(LiveEvent event) {
            events.add(event);
        }

        @Override
        public void onMute(Mute mute) {}

        @Override
        public void onPresence(List<PersonaCard> now) {
            awake = now.stream().map(PersonaCard::key).sorted().toList();
        }

        private long started(String id) {
            return events.stream()
                    .filter(event -> event instanceof LiveEvent.ReplyStarted started
                            && started.replyId().equals(id))
                    .count();
        }

        private boolean ended(String id) {
            return events.stream()
                    .anyMatch(event -> event instanceof LiveEvent.ReplyEnded ended
                            && ended.replyId().equals(id));
        }

        /** The words of the last attempt. */
        private String deltas(String id) {
            List<LiveEvent.ReplyDelta> deltas = events.stream()
                    .filter(LiveEvent.ReplyDelta.class::isInstance)
                    .map(LiveEvent.ReplyDelta.class::cast)
                    .filter(delta -> delta.replyId().equals(id) && delta.text() != null)
                    .toList();
            int last = deltas.stream()
                    .mapToInt(LiveEvent.ReplyDelta::attempt)
                    .max()
                    .orElse(0);
            return deltas.stream()
                    .filter(delta -> delta.attempt() == last)
                    .map(LiveEvent.ReplyDelta::text)
                    .collect(Collectors.joining());
        }
    }
}

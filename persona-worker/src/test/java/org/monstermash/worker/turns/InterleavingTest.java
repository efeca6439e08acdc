package org.monstermash.worker.turns;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.monstermash.bus.PersonaListener.Standing;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.event.LiveEvent.Decision;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.LiveEvent.Verdict;
import org.monstermash.bus.event.Message;

/** Whatever happens in whatever order: every cause has one outcome, and only one that lasts. */
class InterleavingTest {
    private static final int STEPS = 150;
    private static final int MESSAGE = 60;
    private static final int REDELIVERY = 80;
    private static final int STOP = 86;
    private static final int RESTART = 94;
    private static final int RECONNECT = 97;

    static Stream<Long> seeds() {
        return Stream.concat(
                Stream.of(1L, 2L, 3L), Stream.generate(new Random()::nextLong).limit(3));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void everyCauseHasExactlyOneOutcome(long seed) {
        try (Stage stage = new Stage()) {
            Random dice = new Random(seed);
            List<Message> causes = new ArrayList<>();
            stage.model.saying("The moon is full and so am I.");
            boolean losing = dice.nextBoolean();
            LostSettling worker = wake(stage, losing);
            for (int step = 0; step < STEPS; step++) {
                int what = dice.nextInt(100);
                if (what < MESSAGE || causes.isEmpty()) {
                    causes.add(stage.says("Ada", dice.nextInt(4) == 0 ? "homework" : "moon " + step));
                } else if (what < REDELIVERY) {
                    List<Message> heard = worker.handedOver;
                    if (!heard.isEmpty()) {
                        stage.turns().onMessage(new HandedOver(heard.get(dice.nextInt(heard.size()))));
                    }
                } else if (what < STOP) {
                    stage.bus.emit(new StopAsked(Stage.ROOM));
                } else if (what < RESTART) {
                    stage.leave();
                    worker = wake(stage, losing);
                } else if (what < RECONNECT) {
                    stage.turns().onStanding(Standing.DISCONNECTED);
                    stage.turns().onStanding(Standing.ACTIVE);
                } else {
                    Thread.yield();
                }
            }
            // Whatever was lost on the way comes again after one more start.
            stage.leave();
            stage.wake();
            await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> assertThat(stage.settledUpTo(Stage.ROOM))
                    .as("seed %d", seed)
                    .isEqualTo(stage.log.lastSeq(Stage.ROOM)));

            causes.forEach(cause -> assertOneOutcome(stage, cause, seed));
        }
    }

    private static LostSettling wake(Stage stage, boolean losing) {
        LostSettling worker = new LostSettling(stage.bus, losing);
        stage.wake(worker);
        return worker;
    }

    private static void assertOneOutcome(Stage stage, Message cause, long seed) {
        String replyId = Stage.replyTo(cause);
        // The bus may tell an end once more when a seat closes just then.
        Set<Outcome> ends = stage.ends(replyId).map(ReplyEnded::outcome).collect(toSet());
        ends.remove(Outcome.ABANDONED);
        boolean said = stage.stateOf(replyId) instanceof ReplyState.Stored;
        boolean silent = stage.silences(cause).findAny().isPresent();
        boolean stopped = ends.contains(Outcome.STOPPED);

        assertThat(said || silent || stopped)
                .as("seed %d: %s has an outcome", seed, cause.content())
                .isTrue();
        assertThat(stage.replies(cause).count()).as("seed %d: replies", seed).isLessThanOrEqualTo(1);
        if (said) {
            assertThat(silences(stage, cause))
                    .as("seed %d: said and silent", seed)
                    .isEmpty();
        }
        assertThat(ends).as("seed %d: ends of %s", seed, cause.content()).hasSizeLessThanOrEqualTo(1);
    }

    private static List<String> silences(Stage stage, Message cause) {
        return stage.silences(cause)
                .filter(decision -> decision.verdict() == Verdict.SILENCE)
                .map(Decision::reason)
                .toList();
    }
}

package org.monstermash.arena.duel;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.monstermash.arena.fixture.Duels;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelListener;
import org.monstermash.arena.turn.End;
import org.monstermash.arena.turn.PreambleLine;
import org.monstermash.arena.turn.Turn;
import org.monstermash.models.ModelException;
import org.monstermash.models.ModelException.Failure;
import org.monstermash.models.Prompt;
import org.monstermash.models.Prompt.Role;
import org.monstermash.models.ReplyPart;

class DuelTest {
    private final Duels duels = new Duels();

    private static Prompt.Turn user(String text) {
        return new Prompt.Turn(Role.USER, text);
    }

    private static Prompt.Turn assistant(String text) {
        return new Prompt.Turn(Role.ASSISTANT, text);
    }

    private static ReplyPart thinking(String text) {
        return new ReplyPart.Thinking(text);
    }

    @Test
    void theOpeningIsTurnOneAndTheTurnLimitCountsIt() {
        duels.bob.says("Hi ", "Alice.").says("Bye.");
        duels.alice.says("How are you?");

        End end = duels.run();

        assertThat(duels.recorder.texts()).containsExactly("Hello!", "Hi Alice.", "How are you?", "Bye.");
        assertThat(duels.recorder.turns).extracting(Turn::name).containsExactly("Alice", "Bob", "Alice", "Bob");
        assertThat(end.reason()).isEqualTo(End.Reason.TURN_LIMIT);
        assertThat(end.headline()).isEqualTo("CONVERSATION DEPTH LIMIT REACHED");
        assertThat(end.turns()).isEqualTo(4);
        assertThat(end.chars()).isEqualTo(6 + 9 + 12 + 4);
    }

    @Test
    void everyoneSeesItsOwnWordsAsAssistantAndBeginsAndEndsWithUser() {
        duels.bob.says("Hi Alice.").says("Fine.");
        duels.alice.says("How are you?");

        duels.run();

        assertThat(duels.bob.asked().getFirst().system()).isEqualTo("You are Bob.");
        assertThat(duels.bob.asked().getFirst().turns()).containsExactly(user("Hello!"));
        assertThat(duels.alice.asked().getFirst().turns())
                .containsExactly(user(History.BEGIN), assistant("Hello!"), user("Hi Alice."));
        assertThat(duels.bob.asked().getLast().turns())
                .containsExactly(user("Hello!"), assistant("Hi Alice."), user("How are you?"));
    }

    @Test
    void thePartnerGetsTheThinkingInFrontUnlessItIsFiltered() {
        duels.maxTurns = 3;
        duels.bob.answers(thinking("who is "), thinking("she?"), "Hi.");

        duels.run();

        assertThat(duels.alice.asked().getFirst().turns().getLast())
                .isEqualTo(user("<think>\nwho is she?\n</think>\n\nHi."));
        assertThat(duels.recorder.turns.get(1).thinking()).isEqualTo("who is she?");
        assertThat(duels.recorder.turns.get(1).filtered()).isFalse();
    }

    @Test
    void filteredThinkingIsKeptInTheTurnOnly() {
        duels.maxTurns = 3;
        duels.filterThinking = true;
        duels.bob.answers(thinking("who is she?"), "Hi.");

        duels.run();

        assertThat(duels.alice.asked().getFirst().turns().getLast()).isEqualTo(user("Hi."));
        assertThat(duels.recorder.turns.get(1).thinking()).isEqualTo("who is she?");
        assertThat(duels.recorder.turns.get(1).filtered()).isTrue();
    }

    @Test
    void ownThinkingIsNeverFedBack() {
        duels.bob.answers(thinking("secret plan"), "Hi.").says("Bye.");

        duels.run();

        assertThat(duels.bob.asked().getLast().turns())
                .containsExactly(user("Hello!"), assistant("Hi."), user("line 1"));
    }

    @Test
    void aPreambleStandsOnlyInItsOwnHistoryBeforeTheOpening() {
        duels.bobPreamble.add(new PreambleLine(PreambleLine.Role.USER, "ls"));
        duels.bobPreamble.add(new PreambleLine(PreambleLine.Role.ASSISTANT, "a.txt"));
        duels.maxTurns = 3;

        duels.run();

        assertThat(duels.bob.asked().getFirst().turns())
                .containsExactly(user("ls"), assistant("a.txt"), user("Hello!"));
        assertThat(duels.alice.asked().getFirst().turns())
                .containsExactly(user(History.BEGIN), assistant("Hello!"), user("line 1"));
    }

    @Test
    void aSystemLineOfAPreambleStaysWhereItIs() {
        duels.bobPreamble.add(new PreambleLine(PreambleLine.Role.SYSTEM, "be brief"));
        duels.maxTurns = 2;

        duels.run();

        assertThat(duels.bob.asked().getFirst().turns())
                .containsExactly(new Prompt.Turn(Role.SYSTEM, "be brief"), user("Hello!"));
    }

    @Test
    void aLongAnswerIsCutAtTheLimitAndItsStreamClosed() {
        duels.maxChars = 5;
        duels.maxTurns = 2;
        duels.bob.saysAndWaits("ab👻", "dé", "never");

        End end = duels.run();

        Turn turn = duels.recorder.turns.getLast();
        assertThat(turn.text()).isEqualTo("ab👻dé");
        assertThat(turn.chars()).isEqualTo(5);
        assertThat(turn.truncated()).isTrue();
        assertThat(duels.bob.closed()).isPositive();
        assertThat(end.reason()).isEqualTo(End.Reason.TURN_LIMIT);
    }

    @Test
    void anAnswerAsLongAsTheLimitIsNotCut() {
        duels.maxChars = 5;
        duels.maxTurns = 2;
        duels.bob.says("12345");

        duels.run();

        assertThat(duels.recorder.turns.getLast().truncated()).isFalse();
    }

    @Test
    void blankLinesAtTheEdgesGoAndIndentationStays() {
        duels.maxTurns = 2;
        duels.bob.says("\n", "\n  ", " /\\_/\\\n", "  ( o.o )", "\n\n");

        duels.run();

        assertThat(duels.recorder.turns.getLast().text()).isEqualTo("   /\\_/\\\n  ( o.o )");
        assertThat(duels.recorder.text.toString())
                .isEqualTo(duels.recorder.turns.getLast().text());
    }

    @Test
    void anEmptyAnswerIsAskedForOnceMore() {
        duels.maxTurns = 2;
        duels.bob.says("  \n").says("Hi.");

        duels.run();

        assertThat(duels.recorder.texts()).containsExactly("Hello!", "Hi.");
        assertThat(duels.recorder.turns.getLast().notes()).containsExactly("an empty answer came, asked again");
        assertThat(duels.recorder.calls).contains("turn 2 speaker 1 attempt 1", "turn 2 speaker 1 attempt 2");
    }

    @Test
    void onlyThinkingTwiceEndsTheRunWithTheReason() {
        duels.bob.answers(thinking("hm")).answers(thinking("hm"));

        End end = duels.run();

        assertThat(end.reason()).isEqualTo(End.Reason.EMPTY);
        assertThat(end.text()).contains("Bob");
        assertThat(end.headline()).isEqualTo("CONVERSATION ENDED");
        assertThat(duels.bob.asked()).hasSize(2);
        assertThat(duels.alice.asked()).isEmpty();
    }

    @Test
    void anErrorEndsWithItsCauseAndKeepsWhatWasSaid() {
        duels.bob.answers("I was ab", new ModelException(Failure.CUT, "m-bob: the connection broke"));

        End end = duels.run();

        assertThat(end.reason()).isEqualTo(End.Reason.ERROR);
        assertThat(end.text()).contains("Bob could not answer", "m-bob: the connection broke");
        Turn partial = duels.recorder.turns.getLast();
        assertThat(partial.partial()).isTrue();
        assertThat(partial.text()).isEqualTo("I was ab");
        assertThat(end.turns()).isEqualTo(1);
    }

    @Test
    void aStopKeepsThePartialTurnMarked() {
        duels.bob.saysAndWaits("I was ", "about to");
        CompletableFuture<End> ended = CompletableFuture.supplyAsync(() -> duels.run());
        await().atMost(ofSeconds(30)).until(() -> duels.bob.waiting().isDone());

        duels.duel().stop(End.Reason.INTERRUPTED);

        End end = ended.join();
        assertThat(end.reason()).isEqualTo(End.Reason.INTERRUPTED);
        assertThat(duels.recorder.turns.getLast().partial()).isTrue();
        assertThat(duels.recorder.turns.getLast().text()).isEqualTo("I was about to");
        assertThat(duels.recorder.turns.getLast().notes()).containsExactly("broken off: interrupted");
    }

    @Test
    void aStopBeforeTheBeginningLeavesTheOpeningOnly() {
        duels.duel().stop(End.Reason.STOPPED);

        End end = duels.run();

        assertThat(end.reason()).isEqualTo(End.Reason.STOPPED);
        assertThat(duels.bob.asked()).isEmpty();
        assertThat(duels.recorder.texts()).containsExactly("Hello!");
    }

    @Test
    void theStopTextEndsTheRunAndNamesWhoSaidIt() {
        duels.stopOn = List.of("^C^C");
        duels.opening = "stop with ^C^C";
        duels.bob.says("no").says("unused");
        duels.alice.says("enough ^C^C");

        End end = duels.run();

        assertThat(end.reason()).isEqualTo(End.Reason.STOP_TEXT);
        assertThat(end.text()).isEqualTo("Alice said the stop text: ^C^C");
        assertThat(duels.recorder.turns).hasSize(3);
    }

    @Test
    void repetitionEndsTheRunOnlyWhenAskedFor() {
        duels.maxTurns = 40;
        for (int i = 0; i < 20; i++) {
            duels.alice.says("You are right, so right indeed.");
            duels.bob.says("You are right, so right indeed.");
        }
        duels.stopOn = List.of("repetition");

        End end = duels.run();

        assertThat(end.reason()).isEqualTo(End.Reason.REPETITION);
        assertThat(end.turns()).isEqualTo(2 + Repetition.IN_A_ROW);
    }

    @Test
    void theBudgetCountsWhatModelsSayAndEstimatesTheRest() {
        duels.budgetTokens = 100;
        duels.bob.answers("Hi.", new ReplyPart.Finished(false, 60, 41, null, java.time.Duration.ZERO));

        End end = duels.run();

        assertThat(end.reason()).isEqualTo(End.Reason.BUDGET);
        assertThat(end.text()).isEqualTo("the budget of 100 tokens is spent (101)");
        assertThat(end.inputTokens()).isEqualTo(60);
        assertThat(end.outputTokens()).isEqualTo(41);
    }

    @Test
    void aBudgetHoldsWithModelsThatDoNotCount() {
        duels.budgetTokens = 300;
        duels.maxTurns = 1000;

        End end = duels.run();

        assertThat(end.reason()).isEqualTo(End.Reason.BUDGET);
        assertThat(end.turns()).isBetween(3, 30);
    }

    @Test
    void thePauseIsBeforeEachTurnButTheOpening() {
        duels.pause = ofSeconds(2);
        duels.maxTurns = 3;

        duels.run();

        assertThat(duels.pauses).containsExactly(ofSeconds(2), ofSeconds(2));
    }

    @Test
    void aResumedDuelGoesOnWithTheSameHistoriesAndStatesNothingTwice() {
        duels.maxTurns = 4;
        duels.filterThinking = true;
        duels.bob.answers(thinking("hm"), "Hi.").says("Bye.");
        duels.run();
        List<Turn> before = duels.recorder.turns.subList(0, 3);
        List<Prompt> askedBefore = List.copyOf(duels.bob.asked());

        Duels resumed = new Duels();
        resumed.maxTurns = 4;
        resumed.filterThinking = true;
        resumed.bob.says("Bye.");
        End end = resumed.run(before.toArray(Turn[]::new));

        assertThat(resumed.bob.asked()).containsExactly(askedBefore.getLast());
        assertThat(resumed.recorder.before).isEqualTo(before);
        assertThat(resumed.recorder.texts()).containsExactly("Bye.");
        assertThat(resumed.recorder.turns.getFirst().number()).isEqualTo(4);
        assertThat(end.turns()).isEqualTo(4);
        assertThat(end.chars()).isEqualTo(duels.recorder.end.chars());
    }

    @Test
    void withThreeEveryLineOfOthersHasAName() {
        duels.participants = 3;
        duels.maxTurns = 5;
        duels.bob.says("Hi.");
        duels.carol.says("Hey.");
        duels.alice.says("All here?");

        duels.run();

        assertThat(duels.carol.asked().getFirst().turns()).containsExactly(user("Alice: Hello!\n\nBob: Hi."));
        assertThat(duels.carol.asked().getFirst().stops()).containsExactly("\nAlice:", "\nBob:");
        assertThat(duels.alice.asked().getFirst().turns())
                .containsExactly(user(History.BEGIN), assistant("Hello!"), user("Bob: Hi.\n\nCarol: Hey."));
        assertThat(duels.recorder.turns)
                .extracting(Turn::name)
                .containsExactly("Alice", "Bob", "Carol", "Alice", "Bob");
    }

    @Test
    void whatDoesNotFitIsLeftOutWithANote() {
        duels.maxTurns = 30;
        duels.contextTokens = 120;

        duels.run();

        Prompt last = duels.bob.asked().getLast();
        assertThat(last.turns().getFirst().role()).isEqualTo(Role.USER);
        assertThat(last.turns().getFirst().text()).startsWith("[").contains(" earlier turns are left out here.]");
        assertThat(last.turns().getLast().role()).isEqualTo(Role.USER);
        assertThat(last.turns()).hasSizeLessThan(25);
        assertThat(duels.recorder.turns.getLast().notes())
                .anyMatch(note -> note.endsWith(" earlier turns were left out of the prompt"));
    }

    @Test
    void aPromptTooLongForTheModelIsAskedAgainWithoutTheOlderHalf() {
        duels.maxTurns = 8;
        duels.bob
                .says("one")
                .says("two")
                .says("three")
                .answers(new ModelException(Failure.REFUSED, "m-bob: 400 maximum context length is 100 tokens"))
                .says("four");

        End end = duels.run();

        assertThat(end.reason()).isEqualTo(End.Reason.TURN_LIMIT);
        assertThat(duels.recorder.texts().getLast()).isEqualTo("four");
        assertThat(duels.bob.asked().getLast().turns())
                .hasSizeLessThan(duels.bob.asked().get(3).turns().size());
        assertThat(duels.recorder.turns.getLast().notes()).anyMatch(note -> note.contains("without the older half"));
    }

    @Test
    void aListenerThatFailsEndsTheRunWithTheReason() {
        Recording failing = new Recording();
        Duel duel = new Duel(
                duels.header(),
                List.of(
                        new Speaker(duels.header().participants().get(0), duels.alice),
                        new Speaker(duels.header().participants().get(1), duels.bob)),
                new Listeners(List.of(failing, duels.recorder)),
                Time.real());

        End end = duel.run(List.of());

        assertThat(end.reason()).isEqualTo(End.Reason.ERROR);
        assertThat(end.text()).contains("disk full");
        assertThat(duels.recorder.end).isEqualTo(end);
        assertThat(duels.recorder.turns).hasSize(2);
    }

    /** Fails at the second turn. */
    private static final class Recording implements DuelListener {
        @Override
        public void begun(DuelHeader header, List<Turn> before) {}

        @Override
        public void turn(Turn turn) {
            if (turn.number() == 2) {
                throw new IllegalStateException("disk full");
            }
        }

        @Override
        public void ended(End end) {}
    }
}

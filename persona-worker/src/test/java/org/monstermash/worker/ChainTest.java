package org.monstermash.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.bus.event.LiveEvent.Notice;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.models.ModelException.Failure;
import org.monstermash.models.Prompt;

class ChainTest {
    @TempDir
    private Path dir;

    private ModelStage stage;

    @BeforeEach
    void open() {
        stage = new ModelStage(dir);
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aPersonaSpeaksWithItsOwnModelAndTheRosterSaysSo() {
        stage.witch.saying("The moon, darling.");
        stage.wake();

        Message reply = stage.answer();

        assertThat(reply.content()).isEqualTo("The moon, darling.");
        assertThat(reply.model()).isEqualTo(ModelStage.WITCH);
        assertThat(reply.fallbackFrom()).isNull();
        assertThat(stage.happened)
                .filteredOn(List.class::isInstance)
                .flatMap(roster -> (List<?>) roster)
                .extracting(card -> ((PersonaCard) card).model())
                .containsOnly(ModelStage.WITCH);
        assertThat(stage.notices()).isEmpty();
    }

    @Test
    void usageIsWhatTheModelSays() {
        stage.witch.say("Hello").finish();
        stage.wake();

        Message reply = stage.answer();

        assertThat(reply.usage().inputTokens()).isEqualTo(7);
        assertThat(reply.usage().outputTokens()).isEqualTo(3);
        assertThat(reply.usage().firstTokenMs()).isEqualTo(40);
        assertThat(reply.usage().durationMs()).isEqualTo(90);
    }

    @Test
    void aDeadModelIsReplacedByTheDefaultAndTheMessageShowsBoth() {
        stage.witch.failing(Failure.UNREACHABLE);
        stage.fallback.saying("I step in.");
        stage.wake();
        Message cause = stage.says("Morticia, are you there?");

        Message reply = stage.awaitReplyTo(cause);

        assertThat(reply.content()).isEqualTo("I step in.");
        assertThat(reply.model()).isEqualTo(ModelStage.DEFAULT);
        assertThat(reply.fallbackFrom()).isEqualTo(ModelStage.WITCH);
        assertThat(stage.starts(cause))
                .extracting(ReplyStarted::model, ReplyStarted::attempt)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(ModelStage.WITCH, 1),
                        org.assertj.core.groups.Tuple.tuple(ModelStage.DEFAULT, 2));
        stage.awaitEnd(cause, Outcome.COMPLETED);
        assertThat(stage.ends(cause))
                .extracting(ReplyEnded::outcome)
                .containsExactly(Outcome.ABANDONED, Outcome.COMPLETED);
        assertThat(stage.ends(cause).findFirst().orElseThrow().errorType()).isEqualTo("unreachable");
    }

    @Test
    void whereNoModelAnswersTheScriptSpeaks() {
        stage.witch.failing(Failure.PROVIDER_ERROR);
        stage.fallback.failing(Failure.UNAUTHORIZED);
        stage.wake();
        Message cause = stage.says("Morticia, are you there?");

        Message reply = stage.awaitReplyTo(cause);

        assertThat(reply.model()).isEqualTo("scripted");
        assertThat(reply.fallbackFrom()).isEqualTo(ModelStage.WITCH);
        assertThat(reply.content()).isNotBlank().isEqualTo(stage.told(cause, 3));
    }

    @Test
    void whatABrokenModelHadSaidIsVoid() {
        stage.witch.say("Half a senten").fail("lab/witch-model: connection reset");
        stage.fallback.saying("A whole one.");
        stage.wake();
        Message cause = stage.says("Morticia, are you there?");

        assertThat(stage.awaitReplyTo(cause).content()).isEqualTo("A whole one.");
        assertThat(stage.told(cause, 2)).isEqualTo("A whole one.");
        assertThat(stage.replies(cause)).hasSize(1);
    }

    @Test
    void theRoomHearsOfAChangeOnceAndOfTheReturn() {
        stage.witch.failing(Failure.TIMEOUT);
        stage.fallback.saying("I step in.");
        stage.wake();
        stage.answer();
        stage.answer();
        assertThat(stage.notices()).containsExactly("fallback");
        stage.witch.failing(null).saying("I am back.");

        assertThat(stage.answer().model()).isEqualTo(ModelStage.WITCH);

        await().untilAsserted(() -> assertThat(stage.notices()).containsExactly("fallback", "fallback"));
        assertThat(stage.seen(Notice.class).map(Notice::text))
                .anyMatch(text -> text.contains(ModelStage.DEFAULT) && text.contains("it is of no use"))
                .anyMatch(text -> text.contains(ModelStage.WITCH + " again"));
        assertThat(stage.seen(Notice.class)).extracting(Notice::persona).containsOnly("witch");
    }

    @Test
    void aModelThatKeepsFailingIsLeftAloneForAWhileAndComesBackByItself() {
        stage.witch.failing(Failure.UNAUTHORIZED);
        stage.fallback.saying("I step in.");
        stage.wake();
        for (int i = 0; i < 3; i++) {
            stage.answer();
        }
        assertThat(stage.witch.prompts).hasSize(3);

        Message cause = stage.says("Morticia, are you there?");
        assertThat(stage.awaitReplyTo(cause).fallbackFrom()).isEqualTo(ModelStage.WITCH);
        assertThat(stage.witch.prompts).as("left alone").hasSize(3);
        assertThat(stage.starts(cause)).extracting(ReplyStarted::model).containsExactly(ModelStage.DEFAULT);
        assertThat(stage.notices()).containsOnlyOnce("circuit_open");

        stage.witch.failing(null).saying("I am back.");
        stage.pass(Duration.ofSeconds(10));
        assertThat(stage.answer().model()).isEqualTo(ModelStage.WITCH);
        await().untilAsserted(() -> assertThat(stage.notices()).containsOnlyOnce("circuit_closed"));
    }

    @Test
    void anEmptyAnswerIsDeclinedAndNobodyElseIsAsked() {
        stage.witch.think("What could I say?").finish();
        stage.wake();
        Message cause = stage.says("Morticia, are you there?");

        stage.awaitEnd(cause, Outcome.DECLINED);

        assertThat(stage.fallback.prompts).isEmpty();
        assertThat(stage.replies(cause)).isEmpty();
    }

    @Test
    void theRoomSeesOnlyMorticiasOwnWordsInTheDeltasToo() {
        stage.witch
                .say("Mort")
                .say("icia: How dull.\n")
                .say("[Drac")
                .say("ula] I disagree")
                .finish();
        stage.wake();
        Message cause = stage.says("Morticia, are you there?");

        assertThat(stage.awaitReplyTo(cause).content()).isEqualTo("How dull.");
        assertThat(stage.told(cause, 1)).isEqualTo("How dull.");
        assertThat(stage.awaitReplyTo(cause).truncated()).isFalse();
    }

    @Test
    void thinkingIsApartAndNeverPartOfAPrompt() {
        stage.witch.think("They must not know.").say("Good evening.").finish();
        stage.wake();
        Message reply = stage.answer();
        assertThat(reply.thinking()).isEqualTo("They must not know.");
        stage.witch.say("Again?").finish();

        stage.answer();

        Prompt prompt = stage.witch.prompts.getLast();
        assertThat(prompt.turns().toString())
                .contains("Good evening.", "Ada: Morticia, are you there?", "Write the next reply only as Morticia.")
                .doesNotContain("They must not know");
        assertThat(prompt.turns().getFirst().role()).isEqualTo(Prompt.Role.USER);
        assertThat(prompt.turns().getLast().role()).isEqualTo(Prompt.Role.USER);
        assertThat(prompt.stops()).containsExactly("\nAda:");
    }

    @Test
    void aStopEndsTheWholeChain() {
        stage.witch.say("I was just");
        stage.wake();
        Message cause = stage.says("Morticia, are you there?");
        await().until(() -> !stage.told(cause, 1).isEmpty());

        stage.bus.emit(new StopAsked(ModelStage.ROOM));

        assertThat(stage.awaitReplyTo(cause).truncated()).isTrue();
        assertThat(stage.awaitReplyTo(cause).content()).isEqualTo("I was just");
        stage.awaitEnd(cause, Outcome.STOPPED);
        assertThat(stage.fallback.prompts).isEmpty();
    }

    @Test
    void aDefectOfAProviderIsAFailureLikeOthers() {
        stage.fallback.saying("I step in.");
        stage.wake((endpoint, options, gate) -> endpoint.name().equals(ModelStage.DEFAULT)
                ? new GatedModel(stage.fallback, gate)
                : new GatedModel(stage.witch, () -> {
                    throw new IllegalStateException("a bug, on purpose");
                }));

        assertThat(stage.answer().model()).isEqualTo(ModelStage.DEFAULT);
    }
}

package org.monstermash.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.bus.event.LiveEvent.BudgetTold;
import org.monstermash.bus.event.LiveEvent.Decision;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.Message;
import org.monstermash.models.ModelException.Failure;

class BudgetedTest {
    @TempDir
    private Path dir;

    private ModelStage stage;

    @BeforeEach
    void open() {
        stage = new ModelStage(dir);
        stage.settings.put("DATA_DIR", dir.resolve("data").toString());
        stage.settings.put("MODEL_ROUTING__MAX_CALLS_PER_HOUR", "2");
        stage.witch.saying("Well.");
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void aSpentBudgetMakesHerSilentAndTheRoomHearsOfItOnce() {
        stage.wake();
        stage.answer();
        stage.answer();

        awaitSilence(stage.says("Morticia, are you there?"));
        awaitSilence(stage.says("Morticia, hello?"));

        assertThat(stage.witch.prompts).hasSize(2);
        assertThat(stage.notices()).containsExactly("budget");
    }

    @Test
    void whatIsLeftIsToldAfterEachReply() {
        stage.settings.put("MODEL_ROUTING__MAX_TOKENS_PER_HOUR", "1000");
        stage.witch.saying(null).say("One").finish().say("Two").finish();
        stage.wake();
        stage.answer();
        stage.answer();

        await().atMost(Duration.ofSeconds(30)).untilAsserted(() -> assertThat(stage.seen(BudgetTold.class))
                .extracting(BudgetTold::persona, BudgetTold::calls, BudgetTold::tokens)
                .containsExactly(tuple("witch", 1L, 990L), tuple("witch", 0L, 980L)));
    }

    @Test
    void withoutALimitNothingIsToldOfIt() {
        stage.settings.put("MODEL_ROUTING__MAX_CALLS_PER_HOUR", "0");
        stage.wake();
        stage.answer();

        stage.awaitEnd(stage.says("Morticia, are you there?"), Outcome.COMPLETED);

        assertThat(stage.seen(BudgetTold.class)).isEmpty();
    }

    @Test
    void aRestartGivesNothingBack() {
        stage.wake();
        stage.answer();
        stage.answer();
        stage.leave();
        stage.wake();

        awaitSilence(stage.says("Morticia, are you there?"));

        assertThat(stage.witch.prompts).hasSize(2);
    }

    @Test
    void anHourLaterSheSpeaksAgain() {
        stage.wake();
        stage.answer();
        stage.answer();
        awaitSilence(stage.says("Morticia, are you there?"));

        stage.pass(Duration.ofMinutes(61));

        assertThat(stage.answer().model()).isEqualTo(ModelStage.WITCH);
    }

    @Test
    void sheMaySpeakHerScriptInstead() {
        stage.settings.put("MODEL_ROUTING__WHEN_SPENT", "scripted");
        stage.wake();
        stage.answer();
        stage.answer();

        Message reply = stage.answer();

        assertThat(reply.model()).isEqualTo("scripted");
        assertThat(reply.fallbackFrom()).isEqualTo(ModelStage.WITCH);
        assertThat(stage.witch.prompts).hasSize(2);
        assertThat(stage.notices()).containsExactly("budget");
    }

    @Test
    void everyTryOfAChainCounts() {
        stage.settings.put("MODEL_ROUTING__MAX_CALLS_PER_HOUR", "3");
        stage.witch.failing(Failure.PROVIDER_ERROR);
        stage.fallback.failing(Failure.PROVIDER_ERROR);
        stage.wake();
        assertThat(stage.answer().model()).isEqualTo("scripted");

        Message cause = stage.says("Morticia, are you there?");

        assertThat(stage.awaitEnd(cause, Outcome.FAILED).errorType()).isEqualTo("provider_error");
        assertThat(stage.witch.prompts.size() + stage.fallback.prompts.size()).isEqualTo(3);
        assertThat(stage.replies(cause)).as("silent when spent").isEmpty();
    }

    @Test
    void tokensAreABudgetToo() {
        stage.settings.put("MODEL_ROUTING__MAX_CALLS_PER_HOUR", "0");
        stage.settings.put("MODEL_ROUTING__MAX_TOKENS_PER_HOUR", "15");
        stage.witch.saying(null).say("One").finish().say("Two").finish();
        stage.wake();
        stage.answer(); // ten tokens, as the model says
        stage.answer();

        awaitSilence(stage.says("Morticia, are you there?"));
    }

    private void awaitSilence(Message cause) {
        await().atMost(Duration.ofSeconds(30)).until(() -> stage.seen(Decision.class)
                .anyMatch(decision -> cause.id().equals(decision.messageId())
                        && decision.reason().equals("budget")));
    }
}

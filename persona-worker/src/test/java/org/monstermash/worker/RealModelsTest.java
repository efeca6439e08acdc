package org.monstermash.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.bus.event.LiveEvent.Decision;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.StopAsked;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Request;
import org.monstermash.models.stub.Spoken;
import org.monstermash.models.stub.StubServer;
import org.monstermash.worker.turns.Time;

/** A worker and its models over real HTTP. */
class RealModelsTest {
    private static final String PATH = "/v1/chat/completions";
    private static final Map<String, String> MODELS = Map.of(
            "openai",
            "openai/m",
            "anthropic",
            "anthropic/m",
            "gemini",
            "gemini/m",
            "azure",
            "azure/m",
            "ollama",
            "ollama/m");

    @TempDir
    private Path dir;

    private final StubServer stub = StubServer.start();
    private ModelStage stage;

    @BeforeEach
    void open() {
        stage = new ModelStage(dir);
        stage.settings.put("DATA_DIR", dir.resolve("data").toString());
        stage.settings.put("MODEL_ROUTING__ENDPOINTS__LAB", stub.base() + "/v1");
        stage.settings.put("MODEL_ROUTING__ENDPOINTS__SPARE", stub.base() + "/spare");
        stage.settings.put("MODEL_ROUTING__DEFAULT_MODEL", "spare/m");
        stage.settings.put("MODEL_ROUTING__FIRST_TOKEN_TIMEOUT", "20s");
        stub.on("/spare/chat/completions", Answer.openAi("I", " step", " in."));
        for (String provider : MODELS.keySet()) {
            stage.settings.put(
                    provider.toUpperCase(Locale.ROOT) + "_API_BASE",
                    stub.base() + (provider.equals("openai") ? "/v1" : ""));
        }
        stage.settings.put("AZURE_API_VERSION", "2024-10-21");
    }

    @AfterEach
    void close() {
        stage.close();
        stub.close();
    }

    @Test
    void whatIsAskedAndWhatIsSaid() {
        stage.settings.put("MODEL_ROUTING__KEYS__LAB", "sk-lab");
        stage.settings.put("MODEL_ROUTING__MAX_OUTPUT_TOKENS", "77");
        stub.on(PATH, Answer.openAi("Good", " evening.").thinking("Who", "?").usage(40, 5));
        wake();

        Message reply = stage.answer();

        assertThat(reply.content()).isEqualTo("Good evening.");
        assertThat(reply.thinking()).isEqualTo("Who?");
        assertThat(reply.usage().inputTokens()).isEqualTo(40);
        assertThat(reply.usage().outputTokens()).isEqualTo(5);
        assertThat(reply.usage().firstTokenMs()).isNotNull();
        Request request = stub.requests(PATH).getFirst();
        assertThat(request.headers()).containsEntry("authorization", "Bearer sk-lab");
        assertThat(request.body())
                .contains("77", "\\nAda:", "Ada: Morticia, are you there?\\nWrite the next reply only as Morticia.")
                .doesNotContain("sk-lab");
    }

    @Test
    void echoesAndLinesForOthersAreCutAndTheModelIsNotPaidForThem() {
        stub.on(PATH, Answer.openAi("Mort", "icia: ", "How dull.", "\n", "Wolf", "man: HOWL", " and so on"));
        wake();
        Message cause = stage.says("Morticia, are you there?");

        assertThat(stage.awaitReplyTo(cause).content()).isEqualTo("How dull.");
        assertThat(stage.told(cause, 1)).isEqualTo("How dull.");
    }

    @Test
    void anErrorInsideTheStreamIsNoAnswer() {
        stub.on(
                PATH,
                Answer.raw(
                        "text/event-stream",
                        "data: {\"choices\":[{\"delta\":{\"content\":\"Half a\"}}]}\n\n"
                                + "data: {\"error\":{\"message\":\"out of memory\"}}\n\n"));
        wake();
        Message cause = stage.says("Morticia, are you there?");

        Message reply = stage.awaitReplyTo(cause);

        assertThat(reply.content()).isEqualTo("I step in.");
        assertThat(reply.fallbackFrom()).isEqualTo(ModelStage.WITCH);
        assertThat(stage.ends(cause).findFirst().orElseThrow().errorType()).isEqualTo("provider_error");
    }

    @Test
    void aModelThatDiedComesBackByItself() {
        stub.on(
                PATH,
                Answer.status(401, "{\"error\":{\"message\":\"bad key\"}}"),
                Answer.openAi("Back.").answer());
        wake();

        assertThat(stage.answer().model()).isEqualTo("spare/m");
        assertThat(stage.answer().model()).isEqualTo(ModelStage.WITCH);
    }

    @Test
    void rubbishIsAnEventAndTheWorkerLivesOn() {
        stub.on(
                PATH,
                Answer.raw("text/html", "<html>It works!</html>"),
                Answer.openAi("Alive.").answer());
        wake();

        assertThat(stage.answer().model()).isEqualTo("spare/m");
        assertThat(stage.answer().content()).isEqualTo("Alive.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "azure", "ollama"})
    void aStopMidSentenceClosesTheConnection(String provider) throws Exception {
        Semaphore permits = new Semaphore(0);
        String path = speak(provider, permits);
        wake(provider);
        Message cause = stage.says("Morticia, are you there?");
        permits.release(2);
        await().until(() -> !stage.told(cause, 1).isEmpty());

        stage.bus.emit(new StopAsked(ModelStage.ROOM));

        stub.requests(path).getFirst().clientGone().get(10, TimeUnit.SECONDS);
        assertThat(stage.awaitReplyTo(cause).truncated()).isTrue();
        stage.awaitEnd(cause, Outcome.STOPPED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"openai", "anthropic", "gemini", "azure", "ollama"})
    void aMuteBeforeTheFirstTokenClosesTheConnection(String provider) throws Exception {
        String path = path(provider);
        stub.on(path, Answer.silence());
        wake(provider);
        Message cause = stage.says("Morticia, are you there?");
        await().atMost(Duration.ofSeconds(20)).until(() -> !stub.requests(path).isEmpty());

        stage.bus.mute(new Mute(ModelStage.ROOM, "witch", true)).join();

        stub.requests(path).getFirst().clientGone().get(10, TimeUnit.SECONDS);
        stage.awaitEnd(cause, Outcome.STOPPED);
        assertThat(stage.replies(cause)).isEmpty();
        assertThat(stub.requests("/spare/chat/completions")).isEmpty();
    }

    @Test
    void leavingClosesTheConnection() throws Exception {
        stub.on(PATH, Answer.silence());
        wake();
        stage.says("Morticia, are you there?");
        await().atMost(Duration.ofSeconds(20)).until(() -> !stub.requests(PATH).isEmpty());

        stage.leave();

        stub.requests(PATH).getFirst().clientGone().get(10, TimeUnit.SECONDS);
    }

    @Test
    void aBudgetHoldsForAllTriesAndAcrossARestart() {
        stage.settings.put("MODEL_ROUTING__MAX_CALLS_PER_HOUR", "4");
        stub.on(PATH, Answer.openAi("Well."));
        wake();
        stage.answer();
        stage.answer();
        stage.leave();
        wake();
        stage.answer();
        stage.answer();

        for (int i = 0; i < 20; i++) {
            Message cause = stage.says("Morticia, number " + i + "?");
            await().until(() ->
                    stage.seen(Decision.class).anyMatch(decision -> cause.id().equals(decision.messageId())));
        }

        assertThat(stub.requests()).hasSize(4);
    }

    private void wake() {
        stage.wake(ModelMaker.real(Time.real()));
    }

    private void wake(String provider) {
        stage.settings.put("MODEL_ROUTING__PERSONA_MODEL_MAP", "{\"witch\":\"" + MODELS.get(provider) + "\"}");
        wake();
    }

    private String speak(String provider, Semaphore permits) {
        Spoken spoken =
                switch (provider) {
                    case "anthropic" -> Answer.anthropic("The", " moon", " is", " full");
                    case "gemini" -> Answer.gemini("The", " moon", " is", " full");
                    case "ollama" -> Answer.ollama("The", " moon", " is", " full");
                    default -> Answer.openAi("The", " moon", " is", " full");
                };
        String path = path(provider);
        stub.on(path, spoken.allowedBy(permits));
        return path;
    }

    private static String path(String provider) {
        return switch (provider) {
            case "anthropic" -> "/v1/messages";
            case "gemini" -> "/models/m:streamGenerateContent";
            case "azure" -> "/openai/deployments/m/chat/completions";
            case "ollama" -> "/api/chat";
            default -> PATH;
        };
    }
}

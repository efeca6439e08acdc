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
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent.RequestAsked;
import org.monstermash.bus.event.LiveEvent.RequestTold;
import org.monstermash.bus.event.Message;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Request;
import org.monstermash.models.stub.StubServer;
import org.monstermash.worker.turns.Time;

/** What a worker tells of its requests, against what the server got. */
class RequestToldTest {
    private static final String PATH = "/v1/chat/completions";
    private static final String SPARE = "/spare/chat/completions";
    private static final String CANARY = "sk-canary-4711-never-seen";

    @TempDir
    private Path dir;

    private final StubServer stub = StubServer.start();
    private ModelStage stage;

    @BeforeEach
    void open() {
        stage = new ModelStage(dir);
        String base = stub.base().toString();
        stage.settings.put("DATA_DIR", dir.resolve("data").toString());
        stage.settings.put(
                "MODEL_ROUTING__ENDPOINTS__LAB", base.replace("://", "://ada:" + CANARY + "@") + "/v1?token=" + CANARY);
        stage.settings.put("MODEL_ROUTING__KEYS__LAB", CANARY);
        stage.settings.put("MODEL_ROUTING__ENDPOINTS__SPARE", base + "/spare");
        stage.settings.put("MODEL_ROUTING__DEFAULT_MODEL", "spare/m");
        stub.on(PATH, Answer.openAi("Good", " evening."));
        stub.on(SPARE, Answer.openAi("I", " step", " in."));
    }

    @AfterEach
    void close() {
        stage.close();
        stub.close();
    }

    @Test
    void whatIsToldIsWhatTheServerGotWithoutAnyKey() {
        wake();
        Message reply = stage.answer();

        RequestTold told = ask(reply);

        Request got = stub.requests(PATH).getFirst();
        assertThat(got.headers().toString()).contains(CANARY);
        assertThat(told)
                .isEqualTo(new RequestTold(
                        ModelStage.ROOM, "witch", reply.id(), ModelStage.WITCH, stub.base() + PATH, got.body(), false));
        assertThat(told.toString()).doesNotContain(CANARY);
    }

    @Test
    void aKeyThatSomebodySaidInTheRoomIsNotRepeated() {
        wake();
        Message reply = stage.awaitReplyTo(stage.says("Morticia, is this yours: " + CANARY + "?"));

        assertThat(ask(reply).body()).contains("is this yours: ***?").doesNotContain(CANARY);
    }

    @Test
    void ofSeveralTriesItIsTheOneThatSpoke() {
        stub.on(PATH, Answer.status(401, "{\"error\":{\"message\":\"bad key\"}}"));
        wake();
        Message reply = stage.answer();

        RequestTold told = ask(reply);

        assertThat(told.model()).isEqualTo("spare/m");
        assertThat(told.url()).isEqualTo(stub.base() + SPARE);
        assertThat(told.body()).isEqualTo(stub.requests(SPARE).getFirst().body());
    }

    @Test
    void aReplyThatWasStoppedMidSentenceIsRememberedToo() {
        stub.on(PATH, Answer.openAi("How dull.", "\n", "Wolf", "man: HOWL", " and so on"));
        wake();
        Message reply = stage.answer();

        assertThat(ask(reply).body()).isEqualTo(stub.requests(PATH).getFirst().body());
    }

    @Test
    void whatIsNotRememberedIsNotAnswered() {
        stub.on(PATH, Answer.status(401, "{}"), Answer.openAi("Back.").answer());
        stub.on(SPARE, Answer.status(401, "{}"));
        wake();
        Message scripted = stage.answer();
        assertThat(scripted.model()).isEqualTo("scripted");
        Message reply = stage.answer();

        stage.bus.emit(new RequestAsked(ModelStage.ROOM, "witch", scripted.id()));
        stage.bus.emit(new RequestAsked(ModelStage.ROOM, "witch", Ids.random()));
        stage.bus.emit(new RequestAsked("attic", "witch", reply.id()));
        ask(reply);

        assertThat(told()).hasSize(1);
    }

    private void wake() {
        stage.wake(ModelMaker.real(Time.real()));
    }

    private RequestTold ask(Message reply) {
        stage.bus.emit(new RequestAsked(reply.room(), "witch", reply.id()));
        await().atMost(Duration.ofSeconds(20)).until(() -> !told().isEmpty());
        return told().getFirst();
    }

    private List<RequestTold> told() {
        return stage.seen(RequestTold.class).toList();
    }
}

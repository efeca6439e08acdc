package org.monstermash.models.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.monstermash.models.ModelException.Failure;
import org.monstermash.models.ReplyPart;
import org.monstermash.models.ReplyStream;
import org.monstermash.models.Sleeper;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Step;
import org.monstermash.models.stub.StubServer;

/** What OpenAI-compatible servers send beside plain text, and what single servers do. */
class OddAnswersTest {
    private static final String STOP = "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";

    private final StubServer stub = StubServer.start();

    @AfterEach
    void closeTheStub() {
        stub.close();
    }

    private Heard hear(Answer... answers) throws InterruptedException {
        stub.on(Flavour.OPENAI.path, answers);
        return Heard.from(model(Flavour.OPENAI.endpoint(stub)));
    }

    private static ProviderModel model(Endpoint endpoint) {
        return new ProviderModel(endpoint, Flavour.OPTIONS, RequestGate.open(), (duration, wakeUp) -> {});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"{}\"}}]}",
                "{\"refusal\":\"I can't help with that.\"}",
                "{\"content\":null}",
                "{\"content\":\"\"}",
                "{\"content\":[]}",
                "{\"role\":\"assistant\"}"
            })
    void whatIsNoTextIsFinishedWithoutText(String delta) throws InterruptedException {
        Heard heard =
                hear(Answer.raw("text/event-stream", "data: {\"choices\":[{\"delta\":" + delta + "}]}\n\n" + STOP));

        assertThat(heard.parts()).hasSize(1);
        assertThat(heard.end()).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"reasoning_content\":\"Hm.\"}",
                "{\"reasoning\":\"Hm.\",\"reasoning_details\":[{\"text\":\"Hm.\"}]}",
                "{\"reasoning\":\"Hm.\",\"reasoning_content\":\"Hm.\"}",
                "{\"content\":[{\"type\":\"thinking\",\"thinking\":[{\"type\":\"text\",\"text\":\"Hm.\"}]}]}",
                "{\"content\":\"<think>Hm.\"}"
            })
    void thinkingIsKeptApartWhereverItStands(String delta) throws InterruptedException {
        Heard heard =
                hear(Answer.raw("text/event-stream", "data: {\"choices\":[{\"delta\":" + delta + "}]}\n\n" + STOP));

        assertThat(heard.thinking()).isEqualTo("Hm.");
        assertThat(heard.text()).isEmpty();
    }

    @Test
    void aLastChunkThatHangsIsNotWaitedForLong() throws InterruptedException {
        Heard heard = hear(Answer.of(
                "text/event-stream",
                request -> Stream.of(
                        new Step.Send("data: {\"choices\":[{\"delta\":{\"content\":\"Boo\"}}]}\n\n".getBytes()),
                        new Step.Send(STOP.getBytes()),
                        new Step.Hang())));

        assertThat(heard.text()).isEqualTo("Boo");
        assertThat(heard.end()).isNotNull();
    }

    @Test
    void aStreamMayComeUnderAnotherNameAndAWholeAnswerInsteadOfOne() throws InterruptedException {
        String stream = "data: {\"choices\":[{\"delta\":{\"content\":\"Boo\"}}]}\n\n" + STOP;
        String whole = "{\"choices\":[{\"message\":{\"content\":\"Boo\"},\"finish_reason\":\"stop\"}]}";

        assertThat(hear(Answer.raw("application/json", stream)).text()).isEqualTo("Boo");
        assertThat(hear(Answer.raw("text/event-stream", whole)).text()).isEqualTo("Boo");
        assertThat(hear(Answer.raw("text/plain", whole).endingWithTheConnection())
                        .text())
                .isEqualTo("Boo");
    }

    @Test
    void aRefusedFieldIsLeftOutAndTheServerAskedOnceMore() throws InterruptedException {
        stub.on(
                Flavour.OPENAI.path,
                request -> request.json().has("max_tokens")
                        ? Answer.status(400, "{\"error\":{\"message\":\"Unsupported parameter: 'max_tokens'\"}}")
                        : Answer.openAi("Boo").answer());
        ProviderModel model = model(Flavour.OPENAI.endpoint(stub));

        assertThat(Heard.from(model).text()).isEqualTo("Boo");
        assertThat(Heard.from(model).text()).isEqualTo("Boo");

        assertThat(stub.requests()).hasSize(3);
        assertThat(stub.requests()
                        .getLast()
                        .json()
                        .path("max_completion_tokens")
                        .asInt())
                .isEqualTo(200);
    }

    @Test
    void anEmptyAccountIsNotAskedAgain() throws InterruptedException {
        Heard heard = hear(Answer.status(
                429, "{\"error\":{\"message\":\"You exceeded your quota\",\"code\":\"insufficient_quota\"}}"));

        assertThat(heard.failure().failure()).isEqualTo(Failure.RATE_LIMITED);
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void aRedirectIsNotFollowed() throws InterruptedException {
        Heard heard = hear(Answer.status(307, "{}").header("Location", stub.base() + "/elsewhere"));

        assertThat(heard.failure().failure()).isEqualTo(Failure.REFUSED);
        assertThat(stub.requests("/elsewhere")).isEmpty();
    }

    @Test
    void aMillionEmptyDeltasAreNothing() throws InterruptedException {
        byte[] empty = "data: {\"choices\":[{\"delta\":{\"content\":\"\"}}]}\n\n"
                .repeat(1000)
                .getBytes();
        Heard heard = hear(Answer.of(
                "text/event-stream",
                request -> Stream.concat(
                        Stream.generate(() -> new Step.Send(empty)).limit(1000).map(Step.class::cast),
                        Stream.of(new Step.Send(STOP.getBytes())))));

        assertThat(heard.parts()).hasSize(1);
        assertThat(heard.end()).isNotNull();
    }

    @Test
    void aConnectionThatIsNeverAcceptedIsUnreachableAndCanBeClosed() throws Exception {
        // A full queue of connections: the system leaves further ones in the air.
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            List<Socket> queue = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                queue.add(new Socket(deaf.getInetAddress(), deaf.getLocalPort()));
            }
            Endpoint endpoint = Flavour.OPENAI.endpoint("http://127.0.0.1:" + deaf.getLocalPort(), Map.of());
            ModelOptions hasty = new ModelOptions(
                    0,
                    Flavour.OPTIONS.temperature(),
                    Flavour.OPTIONS.seed(),
                    true,
                    Duration.ofMillis(200),
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(20));

            Heard heard = Heard.from(new ProviderModel(endpoint, hasty, RequestGate.open(), (duration, wakeUp) -> {}));
            assertThat(heard.failure().failure()).isEqualTo(Failure.UNREACHABLE);

            ReplyStream stream = new ProviderModel(endpoint, Flavour.OPTIONS, RequestGate.open(), Sleeper.real())
                    .reply(Heard.PROMPT);
            Thread reader = Thread.ofVirtual().unstarted(() -> assertThatThrownBy(stream::next));
            reader.start();
            stream.close();
            Awaitility.await().atMost(10, TimeUnit.SECONDS).until(() -> !reader.isAlive());
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    @Test
    void timesAreMeasuredFromTheRequest() throws InterruptedException {
        Heard heard = hear(Answer.openAi("Boo").paced(Duration.ofMillis(50)).answer());

        assertThat(heard.end().firstToken())
                .isGreaterThanOrEqualTo(Duration.ofMillis(50))
                .isLessThanOrEqualTo(heard.end().duration());
        assertThat(heard.parts().getFirst()).isEqualTo(new ReplyPart.Text("Boo"));
    }
}

package org.monstermash.models.provider;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.monstermash.models.Model;
import org.monstermash.models.ModelException;
import org.monstermash.models.ModelException.Failure;
import org.monstermash.models.Sleeper;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Step;

/** What becomes of every fault a provider can have. */
abstract class FaultContract extends WireContract {
    private static final Duration SOON = Duration.ofMillis(300);

    private final List<Duration> pauses = Collections.synchronizedList(new ArrayList<>());
    private final AtomicInteger asked = new AtomicInteger();

    FaultContract(Flavour flavour) {
        super(flavour);
    }

    /** A model that does not wait between its tries but remembers how long it would have. */
    private Model patient(Endpoint endpoint) {
        Sleeper untimed = (duration, wakeUp) -> pauses.add(duration);
        return new ProviderModel(endpoint, Flavour.OPTIONS, asked::incrementAndGet, untimed);
    }

    private Model patient() {
        return patient(flavour.endpoint(stub));
    }

    private void fails(Heard heard, Failure failure) {
        assertThat(heard.end()).isNull();
        assertThat(heard.failure()).as(heard.text()).isNotNull();
        assertThat(heard.failure().failure()).as(heard.failure().getMessage()).isEqualTo(failure);
        assertThat(heard.failure()).hasMessageStartingWith(flavour.modelName() + ": ");
        assertThat(heard.failure().getMessage()).doesNotContain(Flavour.KEY).doesNotContain("Who is there?");
    }

    private void theStubSeesItsConnectionClosed() throws InterruptedException {
        assertThat(stub.requests().getLast().clientGone()).succeedsWithin(Duration.ofSeconds(10));
    }

    @Test
    void aServerThatNeverAnswersTimesOut() throws InterruptedException {
        stub.on(flavour.path, Answer.silence());

        Heard heard = Heard.from(model(within(SOON)));

        fails(heard, Failure.TIMEOUT);
        assertThat(heard.failure()).hasMessageEndingWith("nothing within " + SOON.toMillis() + " ms");
        assertThat(stub.requests()).hasSize(1);
        theStubSeesItsConnectionClosed();
    }

    @Test
    void aServerThatSaysNothingAfterItsHeadTimesOut() throws InterruptedException {
        stub.on(flavour.path, flavour.says().thenHangs());

        fails(Heard.from(model(within(SOON))), Failure.TIMEOUT);
    }

    @Test
    void keepAlivesAreNoTokens() throws InterruptedException {
        stub.on(flavour.path, flavour.says("Only", " the").thenRepeats(flavour.keepAlive(), Duration.ofMillis(20)));

        Heard heard = Heard.from(model(within(SOON)));

        fails(heard, Failure.TIMEOUT);
        assertThat(heard.text()).isEqualTo("Only the");
        theStubSeesItsConnectionClosed();
    }

    @Test
    void aCutAnswerIsNeverFinished() throws InterruptedException {
        stub.on(flavour.path, flavour.says("Only", " the").thenCuts());

        Heard heard = Heard.from(patient());

        fails(heard, Failure.CUT);
        assertThat(heard.text()).isEqualTo("Only the");
        assertThat(asked).as("after the first part there is no other try").hasValue(1);
    }

    @Test
    void anAnswerWithoutItsLastWordIsNeverFinished() throws InterruptedException {
        stub.on(flavour.path, flavour.says("Only", " the").thenDoes());

        fails(Heard.from(model()), Failure.CUT);
    }

    @Test
    void anErrorInsideAnAnswerIsAnError() throws InterruptedException {
        stub.on(flavour.path, flavour.says("Only", " the").thenFails("overloaded " + Flavour.KEY));

        Heard heard = Heard.from(patient());

        fails(heard, Failure.PROVIDER_ERROR);
        assertThat(heard.text()).isEqualTo("Only the");
        assertThat(heard.failure()).hasMessageContaining("overloaded ***");
    }

    @Test
    void aRefusedKeyIsNotTriedAgain() throws InterruptedException {
        String says = "{\"error\":{\"message\":\"Incorrect API key provided: " + Flavour.KEY + "\"}}";
        stub.on(flavour.path, Answer.status(401, says));

        Heard heard = Heard.from(patient());

        fails(heard, Failure.UNAUTHORIZED);
        assertThat(heard.failure()).hasMessageContaining("401: Incorrect API key provided: ***");
        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void aRefusedRequestIsNotTriedAgain() throws InterruptedException {
        stub.on(
                flavour.path,
                Answer.status(404, "{\"error\":{\"message\":\"no model; you said: Ada: Who is there?\"}}"));

        fails(Heard.from(patient()), Failure.REFUSED);

        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void tooManyRequestsAreTriedAgainWhenTheServerSays() throws InterruptedException {
        stub.on(
                flavour.path,
                Answer.status(429, "{}").header("Retry-After", "2"),
                flavour.says("Boo").answer());

        assertThat(Heard.from(patient()).text()).isEqualTo("Boo");

        assertThat(pauses).containsExactly(Duration.ofSeconds(2));
        assertThat(asked).as("the gate is asked before each request").hasValue(2);
    }

    @Test
    void whoWantsAVeryLongPauseIsNotAskedAgain() throws InterruptedException {
        stub.on(flavour.path, Answer.status(429, "{}").header("Retry-After", "3600"));

        fails(Heard.from(patient()), Failure.RATE_LIMITED);

        assertThat(stub.requests()).hasSize(1);
    }

    @Test
    void aFailingServerIsAskedThreeTimesAtMost() throws InterruptedException {
        stub.on(flavour.path, Answer.status(503, "{\"error\":\"busy\"}"));

        Heard heard = Heard.from(patient());

        fails(heard, Failure.PROVIDER_ERROR);
        assertThat(heard.failure()).hasMessageContaining("answered 503: busy");
        assertThat(stub.requests()).hasSize(3);
        assertThat(pauses).containsExactly(Duration.ofMillis(500), Duration.ofSeconds(1));
    }

    @Test
    void aConnectionThatBreaksBeforeTheFirstTokenIsTriedAgain() throws InterruptedException {
        stub.on(
                flavour.path,
                Answer.hangUp(),
                flavour.says().thenCuts(),
                flavour.says("Boo").answer());

        assertThat(Heard.from(patient()).text()).isEqualTo("Boo");
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() throws Exception {
        // Bound but not listening: nobody else can take the port, and connections are refused.
        try (Socket taken = new Socket()) {
            taken.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            Endpoint gone = flavour.endpoint("http://127.0.0.1:" + taken.getLocalPort(), Map.of());

            fails(Heard.from(patient(gone)), Failure.UNREACHABLE);
        }
        assertThat(asked).hasValue(3);
    }

    @Test
    void aSpentBudgetSendsNothing() throws InterruptedException {
        Model model = new ProviderModel(
                flavour.endpoint(stub),
                Flavour.OPTIONS,
                () -> {
                    throw new ModelException(Failure.BUDGET_SPENT, "spent");
                },
                Sleeper.real());

        assertThat(Heard.from(model).failure().failure()).isEqualTo(Failure.BUDGET_SPENT);
        assertThat(stub.connections()).isZero();
    }

    @Test
    void whatIsNoAnswerIsGarbage() throws InterruptedException {
        for (Answer garbage : List.of(
                Answer.raw("text/html", "<!DOCTYPE html><html><body>Welcome to nginx</body></html>"),
                Answer.raw("text/html", ""),
                Answer.raw("application/json", "null"),
                Answer.raw("application/json", "{\"hello\":\"world\"}"),
                Answer.raw(flavour.streamType(), flavour.event("null")),
                Answer.raw(flavour.streamType(), flavour.event("{\"choices\":[{\"del")),
                Answer.raw(flavour.streamType(), flavour.event("{\"hello\":\"world\"}")),
                Answer.raw(flavour.streamType(), "so it goes\n\n"),
                Answer.raw(flavour.streamType(), "").header("Content-Encoding", "br"),
                Answer.raw(flavour.streamType(), "this is not packed").header("Content-Encoding", "gzip"))) {
            stub.on(flavour.path, garbage);
            fails(Heard.from(patient()), Failure.GARBAGE);
        }
    }

    @Test
    void aLineWithoutEndIsGarbageAndNotReadOn() throws InterruptedException {
        byte[] piece = "x".repeat(64 * 1024).getBytes();
        stub.on(
                flavour.path,
                Answer.of(
                        flavour.streamType(),
                        request -> Stream.concat(
                                Stream.of(new Step.Send("data: {\"a\":\"".getBytes())),
                                Stream.generate(() -> new Step.Send(piece)))));

        fails(Heard.from(patient()), Failure.GARBAGE);

        theStubSeesItsConnectionClosed();
        // What the sockets' buffers take comes on top of the line.
        assertThat(stub.requests().getLast().sent().get()).isLessThan(50_000_000);
    }

    @Test
    void aPackedBombIsGarbage() throws InterruptedException {
        byte[] piece = "x".repeat(1024 * 1024).getBytes();
        stub.on(
                flavour.path,
                Answer.of(
                                flavour.streamType(),
                                request -> Stream.concat(
                                        Stream.of(new Step.Send("data: {\"a\":\"".getBytes())),
                                        Stream.generate(() -> new Step.Send(piece))
                                                .limit(300)
                                                .map(Step.class::cast)))
                        .gzip());

        fails(Heard.from(patient()), Failure.GARBAGE);
    }

    @Test
    void anAnswerWithoutEndIsGarbageAndTheConnectionClosed() throws InterruptedException {
        stub.on(flavour.path, flavour.says("x".repeat(20_000)).forEver());

        Heard heard = Heard.from(patient());

        fails(heard, Failure.GARBAGE);
        assertThat(heard.text().length()).isLessThanOrEqualTo(1_000_000);
        theStubSeesItsConnectionClosed();
    }

    @Test
    void aReaderThatReadsNothingSlowsTheServerDown() throws Exception {
        stub.on(flavour.path, flavour.says("x".repeat(1000)).forEver());
        try (var stream = model().reply(PROMPT)) {
            stream.next();
            AtomicInteger stable = new AtomicInteger();
            long[] last = {0};
            Awaitility.await()
                    .atMost(30, TimeUnit.SECONDS)
                    .pollInterval(50, TimeUnit.MILLISECONDS)
                    .until(() -> {
                        long sent = only().sent().get();
                        stable.set(sent == last[0] ? stable.get() + 1 : 0);
                        last[0] = sent;
                        return stable.get() == 6;
                    });
            assertThat(last[0]).isLessThan(50_000_000);
        }
    }
}

package org.monstermash.models.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.monstermash.models.Model;
import org.monstermash.models.ReplyPart;
import org.monstermash.models.ReplyStream;
import org.monstermash.models.Sleeper;
import org.monstermash.models.stub.Answer;
import org.monstermash.models.stub.Step;

/** What every provider's model promises, over real HTTP: beside this, {@link FaultContract} and {@link WireContract}. */
abstract class ProviderContract extends FaultContract {

    ProviderContract(Flavour flavour) {
        super(flavour);
    }

    @Test
    void tokensComeWithTheirFigures() throws InterruptedException {
        stub.on(
                flavour.path,
                flavour.says("Only", " the", " wind").thinking("Hm", "m.").usage(21, 4));

        Heard heard = Heard.from(model());

        assertThat(heard.text()).isEqualTo("Only the wind");
        assertThat(heard.thinking()).isEqualTo("Hmm.");
        assertThat(heard.parts()).hasSize(6);
        assertThat(heard.end().inputTokens()).isEqualTo(21);
        assertThat(heard.end().outputTokens()).isEqualTo(4);
        assertThat(heard.end().truncated()).isFalse();
    }

    @Test
    void aTokenIsThereBeforeTheNextIsSent() throws InterruptedException {
        Semaphore allowed = new Semaphore(0);
        stub.on(flavour.path, flavour.says("Only", " the", " wind").allowedBy(allowed));

        try (ReplyStream stream = model().reply(PROMPT)) {
            for (String token : List.of("Only", " the", " wind")) {
                allowed.release();
                assertThat(stream.next()).isEqualTo(new ReplyPart.Text(token));
            }
            assertThat(stream.next()).isInstanceOf(ReplyPart.Finished.class);
        }
    }

    @Test
    void aPackedTokenIsThereBeforeTheNextIsSent() throws InterruptedException {
        Semaphore allowed = new Semaphore(0);
        stub.on(
                flavour.path,
                flavour.says("Only", " the").allowedBy(allowed).answer().gzip());

        try (ReplyStream stream = model().reply(PROMPT)) {
            for (String token : List.of("Only", " the")) {
                allowed.release();
                assertThat(stream.next()).isEqualTo(new ReplyPart.Text(token));
            }
            assertThat(stream.next()).isInstanceOf(ReplyPart.Finished.class);
        }
    }

    @Test
    void aWholeAnswerComesAsOnePart() throws InterruptedException {
        stub.on(
                flavour.wholePath(),
                flavour.says("Only", " the", " wind").thinking("Hmm.").usage(21, 4));

        Heard heard = Heard.from(model(whole()));

        assertThat(heard.parts()).hasSize(3);
        assertThat(heard.text()).isEqualTo("Only the wind");
        assertThat(heard.thinking()).isEqualTo("Hmm.");
        assertThat(heard.end().inputTokens()).isEqualTo(21);
        assertThat(heard.end().outputTokens()).isEqualTo(4);
    }

    @Test
    void aLimitThatCutTheAnswerIsTold() throws InterruptedException {
        stub.on(flavour.path, flavour.says("Only", " the").cutByLimit());

        assertThat(Heard.from(model()).end().truncated()).isTrue();
    }

    @Test
    void tagsAreThinkingInEveryProtocol() throws InterruptedException {
        stub.on(flavour.path, flavour.says("<thi", "nk>Hm", "m.</th", "INK>\n", "Boo<", "3"));

        Heard heard = Heard.from(model());

        assertThat(heard.text()).isEqualTo("Boo<3");
        assertThat(heard.thinking()).isEqualTo("Hmm.");
    }

    @Test
    void anEmptyAnswerIsFinishedWithoutText() throws InterruptedException {
        stub.on(flavour.path, flavour.says("", ""));

        assertThat(Heard.from(model()).parts()).hasSize(1);
    }

    @Test
    void aCharacterMayBeSplitAnywhere() throws InterruptedException {
        String word = "👻é漢";
        Answer answer = flavour.says(word, "!").answer();
        stub.on(flavour.path, answer.inPiecesOf(1));
        assertThat(Heard.from(model()).text()).isEqualTo(word + "!");

        byte[] bytes = body(answer);
        int from = new String(bytes, StandardCharsets.ISO_8859_1)
                .indexOf(new String(word.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1));
        for (int at = from; at <= from + word.getBytes(StandardCharsets.UTF_8).length; at++) {
            stub.on(flavour.path, Answer.raw(flavour.streamType(), bytes).splitAt(at));
            assertThat(Heard.from(model()).text()).as("split at " + (at - from)).isEqualTo(word + "!");
        }
    }

    private byte[] body(Answer answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        answer.body().apply(stub.requests().getLast()).forEach(step -> bytes.writeBytes(((Step.Send) step).bytes()));
        return bytes.toByteArray();
    }

    @Test
    void manyAnswersComeAtOnce() throws Exception {
        int many = 24;
        Semaphore allowed = new Semaphore(0);
        stub.on(flavour.path, flavour.says("Boo").allowedBy(allowed));
        Model model = model();
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (int i = 0; i < many; i++) {
            CompletableFuture<String> text = new CompletableFuture<>();
            all.add(text);
            Thread.ofVirtual().start(() -> {
                try {
                    text.complete(Heard.from(model).text());
                } catch (Throwable e) {
                    text.completeExceptionally(e);
                }
            });
        }

        Awaitility.await()
                .atMost(20, TimeUnit.SECONDS)
                .until(() -> stub.requests().size() == many);
        allowed.release(many);

        for (CompletableFuture<String> text : all) {
            assertThat(text).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("Boo");
        }
        Awaitility.await().atMost(20, TimeUnit.SECONDS).until(() -> stub.openConnections() == 0);
    }

    @Test
    void closingBeforeTheHeadClosesTheConnection() throws Exception {
        stub.on(flavour.path, Answer.silence());
        closesTheConnection(0);
    }

    @Test
    void closingBeforeTheFirstTokenClosesTheConnection() throws Exception {
        stub.on(flavour.path, flavour.says().thenHangs());
        closesTheConnection(0);
    }

    @Test
    void closingBetweenTokensClosesTheConnection() throws Exception {
        stub.on(flavour.path, flavour.says("Only", " the").thenHangs());
        closesTheConnection(2);
    }

    @Test
    void closingAnAnswerInFullFlowClosesTheConnection() throws Exception {
        stub.on(flavour.path, flavour.says("Only", " the").forEver());
        closesTheConnection(100);
    }

    @Test
    void closingBetweenTriesEndsTheWait() throws Exception {
        stub.on(flavour.path, Answer.status(503, "{}"));
        CountDownLatch waits = new CountDownLatch(1);
        Sleeper sleeper = (duration, wakeUp) -> {
            waits.countDown();
            Sleeper.real().sleep(Duration.ofDays(1), wakeUp);
        };
        ReplyStream stream =
                new ProviderModel(flavour.endpoint(stub), Flavour.OPTIONS, RequestGate.open(), sleeper).reply(PROMPT);
        CompletableFuture<ReplyPart> reader = read(stream, 0);
        assertThat(waits.await(20, TimeUnit.SECONDS)).as("%s", reader).isTrue();

        stream.close();

        assertThatThrownBy(() -> reader.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(CancellationException.class);
        assertThat(stub.requests()).hasSize(1);
    }

    /** The promise is one second; the machine may be slow. */
    private void closesTheConnection(int afterParts) throws Exception {
        CountDownLatch parts = new CountDownLatch(afterParts);
        ReplyStream stream = model().reply(PROMPT);
        CompletableFuture<ReplyPart> reader = read(stream, afterParts, parts);
        assertThat(parts.await(20, TimeUnit.SECONDS)).as("%s", reader).isTrue();
        Awaitility.await()
                .atMost(10, TimeUnit.SECONDS)
                .until(() -> stub.requests().size() == 1);

        stream.close();

        assertThat(only().clientGone()).succeedsWithin(Duration.ofSeconds(5));
        assertThatThrownBy(() -> reader.get(10, TimeUnit.SECONDS)).hasCauseInstanceOf(CancellationException.class);
    }

    private static CompletableFuture<ReplyPart> read(ReplyStream stream, int parts) {
        return read(stream, parts, new CountDownLatch(parts));
    }

    private static CompletableFuture<ReplyPart> read(ReplyStream stream, int parts, CountDownLatch came) {
        CompletableFuture<ReplyPart> last = new CompletableFuture<>();
        Thread.ofVirtual().start(() -> {
            try {
                for (int i = 0; i < parts; i++) {
                    stream.next();
                    came.countDown();
                }
                while (true) {
                    stream.next();
                }
            } catch (Throwable e) {
                last.completeExceptionally(e);
            }
        });
        return last;
    }

    private static ModelOptions whole() {
        return new ModelOptions(
                0,
                Flavour.OPTIONS.temperature(),
                Flavour.OPTIONS.seed(),
                false,
                Flavour.OPTIONS.connectTimeout(),
                Flavour.OPTIONS.firstTokenTimeout(),
                Flavour.OPTIONS.idleTimeout());
    }
}

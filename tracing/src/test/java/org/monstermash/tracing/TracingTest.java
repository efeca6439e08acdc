package org.monstermash.tracing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.PersonaListener;
import org.monstermash.bus.contract.Lines;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.memory.HeapLog;
import org.monstermash.bus.memory.InMemoryChatBus;

/** A worker's part of a trace, beside a gateway's on the same bus. */
class TracingTest {
    private final HeardSteps steps = new HeardSteps();
    private final InMemoryChatBus untraced = new InMemoryChatBus(new HeapLog(), Clock.systemUTC());
    private final Tracing tracing = new Tracing(Tracing.WORKER, "1", steps, Clock.systemUTC());
    private final ChatBus worker = tracing.bus(untraced);
    private final ChatBus gateway = new Tracing(Tracing.GATEWAY, "2", steps, Clock.systemUTC()).bus(untraced);

    @AfterEach
    void close() {
        untraced.close();
    }

    @Test
    void aMessageBeginsATraceOfItsOwnNameInThePost() {
        Message message = gateway.publish(Lines.human("Boo")).join();

        Step step = steps.only("publish");
        assertThat(step.trace()).isEqualTo(message.id());
        assertThat(step.parent()).contains(StepIds.posted(message.id()));
        assertThat(step.kind()).isEqualTo(Step.Kind.PRODUCER);
    }

    @Test
    void aTurnSaysWhatWasDecidedAndEndsWhenItIsSettled() {
        AtomicReference<Delivery> delivery = join();
        Message message = untraced.publish(Lines.human("Boo")).join();
        await().until(() -> delivery.get() != null);
        worker.emit(new LiveEvent.Decision(
                Lines.ROOM, "witch", message.id(), LiveEvent.Verdict.SILENCE, "chance", 0.5, 0.1));
        assertThat(steps.all).isEmpty();
        delivery.get().settle();
        delivery.get().settle();

        Step turn = steps.only("deliver witch");
        assertThat(turn.id()).isEqualTo(StepIds.turn("witch", message.id()));
        assertThat(turn.parent()).contains(StepIds.published(Tracing.GATEWAY, message.id()));
        assertThat(turn.attributes()).containsEntry("monstermash.verdict", "silence");
        assertThat(turn.attributes()).containsEntry("monstermash.reason", "chance");
    }

    @Test
    void aChainOfRepliesIsOneTrace() {
        Message cause = Lines.human("Boo");
        Message reply = Lines.reply(Lines.WITCH, Lines.ROOM, cause.id(), "Boo yourself");
        Message answer = Lines.reply(Lines.VAMPIRE, Lines.ROOM, reply.id(), "Boo both");
        gateway.publish(cause).join();
        gateway.publish(reply).join();
        gateway.publish(answer).join();

        assertThat(steps.all).extracting(Step::trace).containsOnly(cause.id());
    }

    @Test
    void aReplyWhoseCauseWasNeverSeenBelongsToItsCause() {
        Message reply = Lines.reply(Lines.WITCH, Lines.ROOM, "0".repeat(32), "Boo yourself");
        worker.publish(reply).join();

        Step step = steps.only("publish");
        assertThat(step.trace()).isEqualTo("0".repeat(32));
        assertThat(step.parent()).contains(StepIds.turn("witch", "0".repeat(32)));
    }

    @Test
    void aCallIsToldOnceAndInTheWordsOfTheConventions() {
        Message cause = Lines.human("Boo");
        ModelCall call = tracing.call("lab/quick", "witch", Optional.of(cause), "1".repeat(32));
        call.finished(7, 3, 12L, false);
        call.left();

        Step step = steps.only("chat lab/quick");
        assertThat(step.parent()).contains(StepIds.turn("witch", cause.id()));
        assertThat(step.attributes())
                .containsEntry("gen_ai.operation.name", "chat")
                .containsEntry("gen_ai.provider.name", "lab")
                .containsEntry("gen_ai.request.model", "quick")
                .containsEntry("gen_ai.usage.input_tokens", 7L)
                .containsEntry("gen_ai.usage.output_tokens", 3L);
        assertThat(step.failure()).isEmpty();
    }

    @Test
    void aFailedCallSaysItsKind() {
        tracing.call("lab/quick", "witch", Optional.empty(), "1".repeat(32)).failed("timeout");

        assertThat(steps.only("chat lab/quick").failure()).contains("timeout");
        assertThat(steps.only("chat lab/quick").trace()).isEqualTo("1".repeat(32));
    }

    @Test
    void closingTheBusTellsWhatWaits() {
        worker.close();

        assertThat(steps.closed).isTrue();
    }

    @Test
    void tracesGoBelowTheCollectorsBase() {
        assertThat(OtlpSteps.url("http://otel:4318")).isEqualTo("http://otel:4318/v1/traces");
        assertThat(OtlpSteps.url("http://otel:4318/")).isEqualTo("http://otel:4318/v1/traces");
        assertThat(OtlpSteps.url("http://otel:4318/v1/traces")).isEqualTo("http://otel:4318/v1/traces");
    }

    private AtomicReference<Delivery> join() {
        AtomicReference<Delivery> delivery = new AtomicReference<>();
        worker.join(Lines.WITCH, Instant.EPOCH, new PersonaListener() {
            @Override
            public void onMessage(Delivery given) {
                delivery.set(given);
            }

            @Override
            public void onSpeak(LiveEvent.SpeakAsked asked) {
                // nobody asks
            }

            @Override
            public void onStop(LiveEvent.StopAsked asked) {
                // nobody asks
            }

            @Override
            public void onMute(Mute mute) {
                // nobody mutes
            }

            @Override
            public void onStanding(Standing standing) {
                // it sits or it does not
            }
        });
        return delivery;
    }
}

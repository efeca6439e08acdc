package org.monstermash.bus.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.monstermash.bus.contract.Lines.WITCH;
import static org.monstermash.bus.contract.Lines.human;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.MessageLog;
import org.monstermash.bus.contract.Hearing;
import org.monstermash.bus.event.Message;

/** What a seat is given of a long or troubled history. */
class CatchingUpTest {
    private final HeapLog heap = new HeapLog();
    private InMemoryChatBus bus;

    @AfterEach
    void close() {
        bus.close();
    }

    /** The log, with an answer changed: given the name of what is asked, and what is really there. */
    private void busOver(BiFunction<String, Object, Object> change) {
        MessageLog log = (MessageLog) Proxy.newProxyInstance(
                MessageLog.class.getClassLoader(), new Class<?>[] {MessageLog.class}, (proxy, method, arguments) -> {
                    try {
                        return change.apply(method.getName(), method.invoke(heap, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
        bus = new InMemoryChatBus(log, Clock.systemUTC());
    }

    private void say(String room, int count) {
        for (int i = 0; i < count; i++) {
            heap.append(human(room, "line " + i));
        }
    }

    private static void soon(org.awaitility.core.ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(15)).untilAsserted(assertion);
    }

    @Test
    void aHistoryThatCannotBeReadForAWhileLosesAndDoublesNothing() {
        AtomicInteger troubles = new AtomicInteger();
        busOver((asked, answer) -> {
            if ((asked.equals("after") || asked.equals("unsettled")) && troubles.incrementAndGet() % 2 == 1) {
                throw new BusUnavailable("the disk is busy");
            }
            return answer;
        });
        say("crypt", 100);
        Hearing witch = Hearing.unsettled();
        bus.join(WITCH, Instant.EPOCH, witch);

        soon(() -> assertThat(witch.seqs("crypt"))
                .isEqualTo(LongStream.rangeClosed(1, 100).boxed().toList()));
        assertThat(troubles).hasValueGreaterThan(2);
    }

    @Test
    @SuppressWarnings("unchecked")
    void whatCannotBeReadIsPassedOverAndCountsAsSettled() {
        busOver((asked, answer) -> asked.equals("after")
                ? ((List<Message>) answer)
                        .stream().filter(message -> message.seq() % 10 != 0).toList()
                : answer);
        say("crypt", 30);
        Hearing witch = Hearing.settling();
        bus.join(WITCH, Instant.EPOCH, witch);

        soon(() -> assertThat(witch.seqs("crypt")).hasSize(27));
        soon(() -> assertThat(heap.unsettled("witch", Instant.EPOCH)).isEmpty());
    }

    @Test
    void noMoreThanTheWindowOfTheSeatIsOutAtOnce() {
        busOver((asked, answer) -> answer);
        for (int room = 0; room < 10; room++) {
            say("room-" + room, 500);
        }
        Hearing witch = Hearing.unsettled();
        bus.join(WITCH, Instant.EPOCH, witch);

        soon(() -> assertThat(witch.deliveries).hasSizeGreaterThan(4000));
        await().during(Duration.ofMillis(200))
                .untilAsserted(() -> assertThat(witch.deliveries).hasSizeLessThanOrEqualTo(4096));
        soon(() -> {
            witch.deliveries.forEach(Delivery::settle);
            assertThat(witch.deliveries).hasSize(5000);
        });
        for (int room = 0; room < 10; room++) {
            assertThat(witch.seqs("room-" + room))
                    .isEqualTo(LongStream.rangeClosed(1, 500).boxed().toList());
        }
    }
}

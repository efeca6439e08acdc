package org.monstermash.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.channel.DefaultEventLoop;
import io.netty.channel.EventLoop;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.monstermash.gateway.watch.Meters;

class CrowdTest {
    private final EventLoop loop = new DefaultEventLoop();
    private final Crowd crowd = new Crowd(loop);
    private final RecordedSocket socket = new RecordedSocket();

    @AfterEach
    void stop() {
        loop.shutdownGracefully();
    }

    @Test
    void whatComesTogetherSharesAFrame() {
        onLoop(() -> {
            crowd.add(reader(socket));
            crowd.tell(delta(1));
            crowd.tell(delta(2));
            return null;
        });

        assertThat(frames(socket)).containsExactly("[{1},{2}]");
    }

    @Test
    void whoSpeaksAloneWaitsForNobody() {
        onLoop(() -> {
            crowd.add(reader(socket));
            crowd.tell(delta(1));
            return null;
        });

        assertThat(frames(socket)).containsExactly("{1}");
    }

    @Test
    void wordsOfSeveralWaitForEachOther() {
        onLoop(() -> {
            crowd.add(reader(socket));
            crowd.gather(delta(1));
            crowd.gather(delta(2));
            return null;
        });

        await().until(() -> !frames(socket).isEmpty());
        assertThat(frames(socket)).containsExactly("[{1},{2}]");
    }

    @Test
    void aMessageWaitsForNobodyAndTakesAlongWhatWaits() {
        onLoop(() -> {
            crowd.add(reader(socket));
            crowd.gather(delta(1));
            crowd.tell(message(1));
            return null;
        });

        assertThat(frames(socket)).containsExactly("[{1},{message 1}]");
    }

    @Test
    void whoComesIsNotToldWhatWaited() {
        RecordedSocket late = new RecordedSocket();
        onLoop(() -> {
            crowd.add(reader(socket));
            crowd.gather(delta(1));
            crowd.add(reader(late));
            crowd.tell(delta(2));
            return null;
        });

        assertThat(frames(late)).containsExactly("{2}");
    }

    @Test
    void everybodyIsSentTheSameBytes() {
        RecordedSocket other = new RecordedSocket();
        onLoop(() -> {
            crowd.add(reader(socket));
            crowd.add(reader(other));
            crowd.tell(delta(1));
            crowd.tell(delta(2));
            return null;
        });

        assertThat(onLoop(() -> other.bytes.getFirst() == socket.bytes.getFirst()))
                .isTrue();
    }

    @Test
    void onlyWhoAskedWhyIsToldDecisions() {
        RecordedSocket curious = new RecordedSocket();
        onLoop(() -> {
            crowd.add(reader(socket));
            crowd.add(reader(curious, Wire.LIVE, "1"));
            crowd.tell(Told.of(Told.Kind.DECISION, "", 0, "{decision}"));
            return null;
        });
        onLoop(() -> {
            crowd.tell(Told.of(Told.Kind.DECISION, "", 0, "{decision}"));
            crowd.tell(message(1));
            return null;
        });

        assertThat(frames(socket)).containsExactly("{message 1}");
        assertThat(frames(curious)).containsExactly("{decision}", "[{decision},{message 1}]");
    }

    @Test
    void theOldStreamIsToldMessagesOnly() {
        onLoop(() -> {
            crowd.add(reader(socket, Wire.STREAM, null));
            crowd.tell(delta(1));
            crowd.tell(message(1));
            crowd.tell(message(2));
            return null;
        });

        assertThat(frames(socket)).containsExactly("{old 1}", "{old 2}");
    }

    @Test
    void aMessageThatTheHistoryBroughtIsLeftOut() {
        onLoop(() -> {
            Reader reader = reader(socket);
            crowd.add(reader);
            reader.giveAll(List.of(message(1)));
            return null;
        });
        onLoop(() -> {
            crowd.tell(message(1));
            crowd.tell(message(2));
            return null;
        });

        assertThat(frames(socket)).containsExactly("{message 1}", "{message 2}");
    }

    @Test
    void whatWaitsForAReaderStaysBeforeWhatComes() {
        onLoop(() -> {
            Reader reader = reader(socket);
            crowd.add(reader);
            crowd.tell(message(2));
            reader.giveAll(List.of(message(1)));
            return null;
        });

        assertThat(frames(socket)).containsExactly("[{message 1},{message 2}]");
    }

    private Reader reader(RecordedSocket to) {
        return reader(to, Wire.LIVE, null);
    }

    private Reader reader(RecordedSocket to, Wire wire, String why) {
        Reader reader = new Reader(
                Visit.of("crowd", null, null, why),
                wire,
                loop,
                to,
                new Goodbye(),
                new Meters(new SimpleMeterRegistry()));
        reader.goLive(List.of(), Set.of());
        return reader;
    }

    private static Told delta(int number) {
        return Told.of(Told.Kind.REPLY_DELTA, "reply", 0, "{" + number + "}");
    }

    private static Told message(long seq) {
        return Told.message("0".repeat(32), seq, "{message " + seq + "}", "{old " + seq + "}");
    }

    /** Behind what was put into the loop before, and what that put there. */
    private List<String> frames(RecordedSocket of) {
        onLoop(() -> null);
        return onLoop(() -> List.copyOf(of.frames));
    }

    private <T> T onLoop(Callable<T> work) {
        return loop.submit(work).syncUninterruptibly().getNow();
    }
}

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
    void wordsThatComeTogetherShareAFrame() {
        onLoop(() -> {
            crowd.add(reader(socket));
            crowd.tell(delta(1));
            crowd.tell(delta(2));
            return null;
        });

        await().until(() -> !frames(socket).isEmpty());
        assertThat(frames(socket)).containsExactly("[{1},{2}]");
    }

    @Test
    void aMessageWaitsForNobodyAndTakesAlongWhatWaits() {
        onLoop(() -> {
            crowd.add(reader(socket));
            crowd.tell(delta(1));
            crowd.tell(Told.message("0".repeat(32), 1, "{message}", "{}"));
            return null;
        });

        await().until(() -> !frames(socket).isEmpty());
        assertThat(frames(socket)).containsExactly("[{1},{message}]");
    }

    @Test
    void whoComesIsNotToldWhatWaited() {
        RecordedSocket late = new RecordedSocket();
        onLoop(() -> {
            crowd.add(reader(socket));
            crowd.tell(delta(1));
            crowd.add(reader(late));
            crowd.tell(delta(2));
            return null;
        });

        await().until(() -> !frames(late).isEmpty());
        assertThat(frames(late)).containsExactly("{2}");
    }

    private Reader reader(RecordedSocket to) {
        Reader reader = new Reader(
                Visit.of("crowd", null, null, null),
                Wire.LIVE,
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

    private List<String> frames(RecordedSocket of) {
        return onLoop(() -> List.copyOf(of.frames));
    }

    private <T> T onLoop(Callable<T> work) {
        return loop.submit(work).syncUninterruptibly().getNow();
    }
}

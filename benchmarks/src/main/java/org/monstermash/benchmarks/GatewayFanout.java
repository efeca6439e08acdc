package org.monstermash.benchmarks;

import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.monstermash.bus.Delivery;
import org.monstermash.bus.PersonaListener;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.link.LinkChatBus;

/** The gateway with a worker that never stops talking: long replies, word by word. */
final class GatewayFanout implements FanoutServer {
    private static final String ROOM = "fanout";
    private static final String KEY = "chatterbox";

    private final Room room;
    private final LinkChatBus bus;
    private final List<String> replyIds = new ArrayList<>();
    private int index;

    GatewayFanout(Bench bench) throws InterruptedException {
        room = Room.open(bench, Programs.KEEPS_COMPILERS);
        bus = new LinkChatBus(room.uri(""), () -> Room.TOKEN, "bench", news -> {}, RandomGenerator.getDefault());
        CountDownLatch seated = new CountDownLatch(1);
        PersonaCard card =
                new PersonaCard(KEY, "Chatterbox", "📢", "talks", List.of(), List.of(), "scripted", Instant.now());
        bus.join(card, Instant.now(), new Seated(seated));
        if (!seated.await(30, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the gateway gave the benchmark no seat: " + bus.health());
        }
    }

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public long pid() {
        return room.gateway().pid();
    }

    @Override
    public URI readers() {
        return room.socket("/live?room=" + ROOM);
    }

    @Override
    public void tell(String text, int replies) {
        beMaking(replies);
        replyIds.forEach(replyId -> bus.emit(new LiveEvent.ReplyDelta(ROOM, replyId, 1, index, text, null)));
        index++;
    }

    private void beMaking(int replies) {
        while (replyIds.size() < replies) {
            String begun = Ids.random();
            replyIds.add(begun);
            bus.emit(new LiveEvent.ReplyStarted(ROOM, begun, KEY, null, "scripted", 1));
        }
        while (replyIds.size() > replies) {
            bus.emit(new LiveEvent.ReplyEnded(ROOM, replyIds.removeLast(), Outcome.ABANDONED, null));
        }
    }

    @Override
    public void close() {
        bus.close();
        room.close();
    }

    /** Waits for its seat, and hears nothing. */
    private record Seated(CountDownLatch active) implements PersonaListener {
        @Override
        public void onMessage(Delivery delivery) {
            delivery.settle();
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
            if (standing == Standing.ACTIVE) {
                active.countDown();
            }
        }
    }
}

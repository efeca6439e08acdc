package org.monstermash.worker;

import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.monstermash.bus.Follower;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.LiveEvent.Notice;
import org.monstermash.bus.event.LiveEvent.ReplyDelta;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.memory.HeapLog;
import org.monstermash.bus.memory.InMemoryChatBus;
import org.monstermash.models.Model;
import org.monstermash.personas.Persona;
import org.monstermash.personas.files.PersonaLibrary;
import org.monstermash.settings.SettingsLoader;
import org.monstermash.worker.turns.FakeModel;
import org.monstermash.worker.turns.SeenBus;
import org.monstermash.worker.turns.Time;

/** A room and a witch who speaks with models of the test, and somebody who writes down what happens. */
final class ModelStage implements AutoCloseable {
    static final String ROOM = "graveyard";
    static final String WITCH = "lab/witch-model";
    static final String DEFAULT = "lab/default-model";

    final Map<String, String> settings = new HashMap<>(Map.of(
            "DEMO_MODE", "false",
            "PACE", "0",
            "MODEL_ROUTING__ENDPOINTS__LAB", "http://localhost:1/v1",
            "MODEL_ROUTING__PERSONA_MODEL_MAP", "{\"witch\":\"" + WITCH + "\"}",
            "MODEL_ROUTING__DEFAULT_MODEL", DEFAULT));
    final FakeModel witch = new FakeModel(WITCH);
    final FakeModel fallback = new FakeModel(DEFAULT);
    final List<Object> happened = new CopyOnWriteArrayList<>();
    final InMemoryChatBus bus = new InMemoryChatBus(new HeapLog(), Clock.systemUTC());
    private final Map<String, Model> models = new ConcurrentHashMap<>(Map.of(WITCH, witch, DEFAULT, fallback));
    private final AtomicLong ahead = new AtomicLong();
    private final Path dir;
    private Worker worker;

    ModelStage(Path dir) {
        this.dir = dir;
        bus.follow(new Follower() {
            @Override
            public void onMessage(Message message) {
                happened.add(message);
            }

            @Override
            public void onEvent(LiveEvent event) {
                happened.add(event);
            }

            @Override
            public void onMute(Mute mute) {}

            @Override
            public void onPresence(List<PersonaCard> awake) {
                happened.add(awake);
            }
        });
    }

    ModelStage wake() {
        return wake((endpoint, options, gate) -> new GatedModel(models.get(endpoint.name()), gate));
    }

    /** Also again, after {@link #leave}. */
    ModelStage wake(ModelMaker maker) {
        PersonaLibrary library = new PersonaLibrary(Optional.empty());
        List<Persona> witchAlone = List.of(library.load("witch"));
        worker = new Worker(
                new Assignment(SettingsLoader.load(dir, settings), witchAlone, library.all()),
                new SeenBus(bus),
                time(),
                maker);
        worker.start();
        return this;
    }

    void leave() {
        worker.close();
    }

    private Time time() {
        Time real = Time.real();
        return new Time(new AheadClock(ahead), () -> System.nanoTime() + ahead.get(), real.sleeper(), real.later());
    }

    /** So much later it is for the worker. */
    void pass(Duration duration) {
        ahead.addAndGet(duration.toNanos());
    }

    Message says(String text) {
        return says(ROOM, text);
    }

    Message says(String room, String text) {
        return bus.publish(Message.byHuman(Ids.random(), room, "Ada", text, Instant.now()))
                .join();
    }

    /** The witch's answer to something she always answers. */
    Message answer() {
        return awaitReplyTo(says("Morticia, are you there?"));
    }

    Message awaitReplyTo(Message cause) {
        await().atMost(Duration.ofSeconds(30))
                .until(() -> replies(cause).findAny().isPresent());
        return replies(cause).findFirst().orElseThrow();
    }

    Stream<Message> replies(Message cause) {
        return seen(Message.class).filter(message -> cause.id().equals(message.inReplyTo()));
    }

    ReplyEnded awaitEnd(Message cause, LiveEvent.Outcome outcome) {
        await().atMost(Duration.ofSeconds(30)).until(() -> ends(cause).anyMatch(end -> end.outcome() == outcome));
        return ends(cause).filter(end -> end.outcome() == outcome).findFirst().orElseThrow();
    }

    Stream<ReplyEnded> ends(Message cause) {
        return seen(ReplyEnded.class).filter(end -> end.replyId().equals(replyId(cause)));
    }

    List<ReplyStarted> starts(Message cause) {
        return seen(ReplyStarted.class)
                .filter(start -> start.replyId().equals(replyId(cause)))
                .toList();
    }

    /** The text of one attempt as it was told. */
    String told(Message cause, int attempt) {
        return seen(ReplyDelta.class)
                .filter(delta -> delta.replyId().equals(replyId(cause)) && delta.attempt() == attempt)
                .filter(delta -> delta.text() != null)
                .map(ReplyDelta::text)
                .collect(Collectors.joining());
    }

    List<String> notices() {
        return seen(Notice.class).map(Notice::code).toList();
    }

    <T> Stream<T> seen(Class<T> kind) {
        return happened.stream().filter(kind::isInstance).map(kind::cast);
    }

    static String replyId(Message cause) {
        return Ids.ofReply(cause.room(), "witch", cause.id());
    }

    @Override
    public void close() {
        worker.close();
        bus.close();
    }

    private static final class AheadClock extends Clock {
        private final AtomicLong ahead;

        AheadClock(AtomicLong ahead) {
            this.ahead = ahead;
        }

        @Override
        public ZoneId getZone() {
            return ZoneId.of("UTC");
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return Instant.now().plusNanos(ahead.get());
        }
    }
}

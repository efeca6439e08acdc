package org.monstermash.worker;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.Follower;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.LiveEvent.ReplyDelta;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.memory.HeapLog;
import org.monstermash.bus.memory.InMemoryChatBus;
import org.monstermash.personas.Persona;
import org.monstermash.personas.files.PersonaLibrary;
import org.monstermash.settings.SettingsLoader;
import org.monstermash.worker.turns.Time;

class WorkerTest {
    private static final String STARTER = "The moon is full, blood is flowing, and the dark shadows are beautiful!";

    @TempDir
    private Path dir;

    private final HeapLog log = new HeapLog();
    private final InMemoryChatBus bus = new InMemoryChatBus(log, Clock.systemUTC());
    private final List<Message> messages = new CopyOnWriteArrayList<>();
    private final List<LiveEvent> events = new CopyOnWriteArrayList<>();
    private final List<List<PersonaCard>> rosters = new CopyOnWriteArrayList<>();
    private final AtomicInteger closings = new AtomicInteger();
    private Worker worker;

    @BeforeEach
    void open() {
        bus.follow(new Follower() {
            @Override
            public void onMessage(Message message) {
                messages.add(message);
            }

            @Override
            public void onEvent(LiveEvent event) {
                events.add(event);
            }

            @Override
            public void onMute(Mute mute) {}

            @Override
            public void onPresence(List<PersonaCard> awake) {
                rosters.add(awake);
            }
        });
        List<Persona> five = new PersonaLibrary(Optional.empty()).all();
        worker = new Worker(
                new Assignment(SettingsLoader.load(dir, Map.of("PACE", "0")), five, five),
                countingItsClosings(),
                Time.real(),
                ModelMaker.real(Time.real()));
        worker.start();
    }

    /** The bus as the worker has it: closing it is counted and leaves it open, so that what was said last is heard. */
    private ChatBus countingItsClosings() {
        return (ChatBus) Proxy.newProxyInstance(
                ChatBus.class.getClassLoader(),
                new Class<?>[] {ChatBus.class},
                (proxy, method, arguments) ->
                        method.getName().equals("close") ? count() : method.invoke(bus, arguments));
    }

    private Object count() {
        closings.incrementAndGet();
        return null;
    }

    @AfterEach
    void close() {
        worker.close();
        bus.close();
    }

    @Test
    void thePersonasOfOneProcessAreOnTheRoster() {
        await().until(() -> rosters.getLast().size() == 5);

        assertThat(rosters.getLast())
                .extracting(PersonaCard::key)
                .containsExactlyInAnyOrder("witch", "vampire", "ghost", "werewolf", "zombie");
        assertThat(rosters.getLast()).extracting(PersonaCard::model).containsOnly("scripted");
    }

    @Test
    void theStarterLineWakesThoseWhoseTriggersItHolds() {
        Message cause = says("graveyard", STARTER);

        await().until(() -> replies(cause).count() >= 3);
        assertThat(replies(cause).map(Message::persona)).contains("witch", "vampire", "werewolf");
        assertThat(replies(cause).map(Message::persona)).doesNotHaveDuplicates();
        assertThat(replies(cause)).allSatisfy(reply -> {
            assertThat(reply.model()).isEqualTo("scripted");
            assertThat(reply.content()).isNotBlank().isEqualTo(told(reply.id()));
        });
    }

    @Test
    void aHundredRoomsSpokenToAtOnceAreAllAnswered() {
        List<Message> causes = IntStream.range(0, 100)
                .mapToObj(i -> says("room-" + i, "Morticia, are you there?"))
                .toList();

        await().untilAsserted(() -> assertThat(causes)
                .allMatch(cause -> replies(cause).anyMatch(reply -> "witch".equals(reply.persona()))));
    }

    @Test
    void whoLeavesIsGoneFromTheRoster() {
        await().until(() -> rosters.getLast().size() == 5);

        worker.close();
        worker.close();

        await().until(() -> rosters.getLast().isEmpty());
        assertThat(closings).as("the worker closes its bus").hasValue(1);
    }

    private Message says(String room, String text) {
        return bus.publish(Message.byHuman(Ids.random(), room, "Ada", text, Instant.now()))
                .join();
    }

    private Stream<Message> replies(Message cause) {
        return messages.stream().filter(message -> cause.id().equals(message.inReplyTo()));
    }

    private String told(String replyId) {
        return events.stream()
                .filter(ReplyDelta.class::isInstance)
                .map(ReplyDelta.class::cast)
                .filter(delta -> delta.replyId().equals(replyId))
                .map(ReplyDelta::text)
                .collect(joining());
    }
}

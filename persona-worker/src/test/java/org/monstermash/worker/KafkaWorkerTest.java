package org.monstermash.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.broker.LocalBroker;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.contract.Watching;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.kafka.HeapReadModel;
import org.monstermash.bus.kafka.KafkaChatBus;
import org.monstermash.bus.kafka.KafkaSettings;
import org.monstermash.personas.Persona;
import org.monstermash.personas.files.PersonaLibrary;
import org.monstermash.settings.SettingsLoader;
import org.monstermash.worker.turns.Time;

/** Workers of one persona on one broker. */
class KafkaWorkerTest {
    private static LocalBroker broker;

    @TempDir
    Path dir;

    private final Watching watching = new Watching();
    private final List<Worker> workers = new ArrayList<>();
    private ChatBus gateway;

    @BeforeAll
    static void startBroker() throws Exception {
        broker = LocalBroker.start(Files.createTempDirectory("broker"), 0);
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @BeforeEach
    void open() {
        gateway = new KafkaChatBus(
                new KafkaSettings(
                        List.of(broker.address()),
                        "monster.chat",
                        "monster-mash-chatroom",
                        6,
                        (short) 1,
                        Optional.empty(),
                        Map.of()),
                Optional.of(new HeapReadModel()),
                Clock.systemUTC(),
                () -> {},
                line -> {});
        gateway.follow(watching);
        eventually(() -> assertThat(gateway.health().ready()).isTrue());
    }

    @AfterEach
    void close() {
        workers.forEach(Worker::close);
        gateway.close();
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .untilAsserted(assertion);
    }

    private Worker witch(String workerId) {
        Persona witch = new PersonaLibrary(Optional.empty())
                .all().stream()
                        .filter(persona -> persona.key().equals("witch"))
                        .findFirst()
                        .orElseThrow();
        Map<String, String> environment = Map.of(
                "PACE", "0", "WORKER_ID", workerId, "BUS__BACKEND", "kafka", "BUS__KAFKA__BROKERS", broker.address());
        Assignment assignment = new Assignment(SettingsLoader.load(dir, environment), List.of(witch), List.of(witch));
        ChatBus bus = new WorkerBus(assignment, Map.of(), line -> {}).open();
        Worker worker = new Worker(assignment, bus, Time.real(), ModelMaker.real(Time.real()));
        workers.add(worker);
        worker.start();
        return worker;
    }

    private List<Message> sayInRooms(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i ->
                        Message.byHuman(Ids.random(), "room-" + i, "Ada", "Morticia, are you there?", Instant.now()))
                .map(message ->
                        gateway.publish(message).orTimeout(15, TimeUnit.SECONDS).join())
                .toList();
    }

    private void eachIsAnsweredOnce(List<Message> causes) {
        List<String> ids = causes.stream().map(Message::id).toList();
        eventually(() -> assertThat(watching.messages())
                .filteredOn(message -> ids.contains(message.inReplyTo()))
                .extracting(Message::inReplyTo)
                .containsExactlyInAnyOrderElementsOf(ids));
    }

    @Test
    void twoWorkersOfAPersonaAnswerEachCauseOnceAlsoWhenOneLeaves() {
        Worker one = witch("one");
        eventually(() -> assertThat(watching.awake()).containsExactly("witch"));
        List<Message> causes = new ArrayList<>(sayInRooms(0, 20));
        witch("two");
        causes.addAll(sayInRooms(20, 40));
        eachIsAnsweredOnce(causes);

        causes.addAll(sayInRooms(0, 20));
        one.close();
        causes.addAll(sayInRooms(20, 40));

        eachIsAnsweredOnce(causes);
        assertThat(watching.awake()).containsExactly("witch");
    }
}

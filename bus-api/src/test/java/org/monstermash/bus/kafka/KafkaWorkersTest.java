package org.monstermash.bus.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.monstermash.bus.contract.Lines.WITCH;
import static org.monstermash.bus.contract.Lines.human;
import static org.monstermash.bus.contract.Lines.reply;
import static org.monstermash.bus.contract.Lines.started;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.awaitility.core.ThrowingRunnable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.PersonaListener.Standing;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.contract.Hearing;
import org.monstermash.bus.contract.Watching;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.Message;

/** What is true of several gateways and workers on one broker, and of a topic that others write to. */
class KafkaWorkersTest {
    private static final int PARTITIONS = 6;
    private static TestBroker broker;

    private final String topic = TestBroker.freshTopic();
    private final List<ChatBus> open = new ArrayList<>();

    @BeforeAll
    static void startBroker() {
        broker = new TestBroker();
    }

    @AfterAll
    static void stopBroker() {
        broker.close();
    }

    @AfterEach
    void close() {
        broker.proxy().heal();
        open.parallelStream().forEach(ChatBus::close);
    }

    private ChatBus gateway() {
        return ready(new KafkaChatBus(
                broker.direct(topic, PARTITIONS, null),
                Optional.of(new HeapReadModel()),
                Clock.systemUTC(),
                () -> {},
                line -> {}));
    }

    private ChatBus worker(String id) {
        return worker(broker.direct(topic, PARTITIONS, id), line -> {});
    }

    private ChatBus worker(KafkaSettings settings, Consumer<String> whenFenced) {
        return ready(new KafkaChatBus(settings, Optional.empty(), Clock.systemUTC(), () -> {}, whenFenced));
    }

    private ChatBus ready(ChatBus bus) {
        open.add(bus);
        eventually(() -> assertThat(bus.health().ready()).isTrue());
        return bus;
    }

    private static void eventually(ThrowingRunnable assertion) {
        await().atMost(Duration.ofSeconds(40))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(assertion);
    }

    private static Message say(ChatBus bus, Message message) {
        return bus.publish(message).orTimeout(15, TimeUnit.SECONDS).join();
    }

    private static void sit(ChatBus worker, Hearing hearing) {
        worker.join(WITCH, Instant.EPOCH, hearing);
        eventually(() -> assertThat(hearing.standing()).isEqualTo(Standing.ACTIVE));
    }

    private static List<String> rooms(int count) {
        return IntStream.range(0, count).mapToObj(i -> "room-" + i).toList();
    }

    @Test
    void twoGatewaysShowTheSameMessagesInTheSameOrderUnderTheSameSeq() {
        ChatBus one = gateway();
        ChatBus two = gateway();
        Watching first = new Watching();
        Watching second = new Watching();
        one.follow(first);
        two.follow(second);
        List<String> rooms = rooms(5);
        List<CompletableFuture<Void>> people = new ArrayList<>();
        for (ChatBus gateway : List.of(one, two)) {
            people.add(CompletableFuture.runAsync(
                    () -> IntStream.range(0, 60).forEach(i -> say(gateway, human(rooms.get(i % 5), "line " + i)))));
        }
        people.forEach(CompletableFuture::join);

        for (String room : rooms) {
            eventually(() -> assertThat(of(first, room)).hasSize(24));
            eventually(() -> assertThat(of(second, room)).isEqualTo(of(first, room)));
            assertThat(of(first, room))
                    .extracting(Message::seq)
                    .isEqualTo(
                            IntStream.rangeClosed(1, 24).mapToObj(Long::valueOf).toList());
        }
    }

    private static List<Message> of(Watching watching, String room) {
        return watching.messages().stream().filter(m -> m.room().equals(room)).toList();
    }

    @Test
    void oneIdPublishedOverTwoGatewaysAtOnceIsOneMessage() {
        ChatBus one = gateway();
        ChatBus two = gateway();
        for (int round = 0; round < 10; round++) {
            String id = Ids.ofClient("graveyard", "click-" + round);
            Instant now = Instant.parse("2026-10-31T20:00:00Z");
            List<CompletableFuture<Message>> tries = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                tries.add(one.publish(Message.byHuman(id, "graveyard", "Ada", "from one", now)));
                tries.add(two.publish(Message.byHuman(id, "graveyard", "Ada", "from two", now)));
            }
            Set<Message> given = new HashSet<>();
            tries.forEach(each -> given.add(each.orTimeout(15, TimeUnit.SECONDS).join()));
            assertThat(given).as("round %d", round).hasSize(1);
        }
        assertThat(one.recent("graveyard", 50)).hasSize(10).isEqualTo(two.recent("graveyard", 50));
    }

    @Test
    void twoWorkersOfAPersonaShareTheRoomsAndHearEachMessageOnce() {
        ChatBus gateway = gateway();
        Hearing one = Hearing.settling();
        Hearing two = Hearing.settling();
        sit(worker("one"), one);
        sit(worker("two"), two);
        List<String> rooms = rooms(30);
        shared(gateway, rooms, one, two);

        List<String> heard = new ArrayList<>(one.contents());
        heard.addAll(two.contents());
        assertThat(heard).doesNotHaveDuplicates();
        assertThat(one.contents()).isNotEmpty();
        assertThat(two.contents()).isNotEmpty();
    }

    /** Says something in all rooms, and again, until both have heard of some: a rebalance takes its time. */
    private static void shared(ChatBus gateway, List<String> rooms, Hearing one, Hearing two) {
        Set<String> said = new HashSet<>();
        eventually(() -> {
            rooms.forEach(room ->
                    said.add(say(gateway, human(room, room + " " + said.size())).content()));
            assertThat(two.contents()).isNotEmpty();
            assertThat(one.contents()).isNotEmpty();
        });
        eventually(() -> {
            Set<String> heard = new HashSet<>(one.contents());
            heard.addAll(two.contents());
            assertThat(heard).isEqualTo(said);
        });
    }

    @Test
    void theRoomsOfAWorkerThatIsGoneAreTakenOverAndItsRepliesAbandoned() {
        ChatBus gateway = gateway();
        Watching watching = new Watching();
        gateway.follow(watching);
        ChatBus dying = worker(broker.throughTheProxy(topic, PARTITIONS, "dying"), line -> {});
        Hearing lost = Hearing.unsettled();
        sit(dying, lost);
        Message cause = say(gateway, human("room-1", "hello"));
        eventually(() -> assertThat(lost.contents()).containsExactly("hello"));
        dying.emit(started(WITCH, "room-1", cause.id(), 1));
        String replyId = Ids.ofReply("room-1", "witch", cause.id());
        eventually(() -> assertThat(gateway.reply("room-1", replyId)).isEqualTo(new ReplyState.Begun(1)));

        broker.proxy().cut();
        long cutAt = System.nanoTime();
        ChatBus heir = worker("heir");
        Hearing heard = Hearing.settling();
        sit(heir, heard);

        eventually(() -> assertThat(heard.contents()).containsExactly("hello"));
        assertThat(heir.reply("room-1", replyId)).isEqualTo(new ReplyState.Begun(1));
        assertThat(heir.recent("room-1", 20)).extracting(Message::content).containsExactly("hello");
        eventually(() -> assertThat(watching.of(ReplyEnded.class))
                .extracting(ReplyEnded::outcome)
                .containsExactly(Outcome.ABANDONED));
        assertThat(Duration.ofNanos(System.nanoTime() - cutAt))
                .as("twice what is promised, for a busy machine")
                .isLessThan(Duration.ofSeconds(20));
        eventually(() -> assertThat(lost.standing()).isEqualTo(Standing.DISCONNECTED));
    }

    @Test
    void whoTakesOverKnowsWhichRepliesExistBeforeItHearsTheirCause() {
        ChatBus gateway = gateway();
        ChatBus first = worker("first");
        Hearing unsettled = Hearing.unsettled();
        sit(first, unsettled);
        Message cause = say(gateway, human("room-1", "hello"));
        Message answer = say(first, reply(WITCH, "room-1", cause.id(), "Darling."));
        first.close();

        ChatBus second = worker("second");
        List<ReplyState> known = new CopyOnWriteArrayList<>();
        sit(second, Hearing.doing(delivery -> {
            if (delivery.message().id().equals(cause.id())) {
                known.add(second.reply("room-1", answer.id()));
            }
            delivery.settle();
        }));

        eventually(() -> assertThat(known).containsExactly(new ReplyState.Stored(answer)));
    }

    @Test
    void aSecondWorkerOfTheSameNameFencesTheFirst() {
        List<String> lines = new CopyOnWriteArrayList<>();
        sit(worker(broker.direct(topic, PARTITIONS, "same"), lines::add), Hearing.settling());
        sit(worker(broker.direct(topic, PARTITIONS, "same"), line -> {}), Hearing.settling());

        eventually(() -> assertThat(lines).singleElement().asString().contains("WORKER_ID", "same", "witch"));
    }

    @Test
    void whatNobodyCanReadIsSetAsideOnceAndTheNextGoesOn() throws Exception {
        ChatBus gateway = gateway();
        Hearing witch = Hearing.settling();
        sit(worker("one"), witch);
        Message good = human("room-1", "hello");
        int partition = new Topics.Layout("", PARTITIONS).partitionOf("room-1");
        try (KafkaProducer<byte[], byte[]> stranger = stranger()) {
            stranger.send(raw(partition, "room-1", "not json")).get(15, TimeUnit.SECONDS);
            stranger.send(raw(partition, "room-1", "{\"id\":\"short\"}")).get(15, TimeUnit.SECONDS);
            stranger.send(raw(partition, "crypt", EventJson.write(good))).get(15, TimeUnit.SECONDS);
            stranger.send(raw(partition, "room-1", "x".repeat(900_000))).get(15, TimeUnit.SECONDS);
        }

        assertThat(say(gateway, good).seq()).isEqualTo(1);

        eventually(() -> assertThat(witch.contents()).containsExactly("hello"));
        String place = topic + "-" + partition + "-";
        eventually(() -> assertThat(deadKeys()).containsExactly(place + 0, place + 1, place + 2, place + 3));
    }

    @Test
    void whatStandsTwiceInTheTopicIsHeardOnce() throws Exception {
        ChatBus gateway = gateway();
        Hearing witch = Hearing.unsettled();
        sit(worker("one"), witch);
        Message twice = human("room-1", "twice");
        int partition = new Topics.Layout("", PARTITIONS).partitionOf("room-1");
        try (KafkaProducer<byte[], byte[]> stranger = stranger()) {
            stranger.send(raw(partition, "room-1", EventJson.write(twice))).get(15, TimeUnit.SECONDS);
            stranger.send(raw(partition, "room-1", EventJson.write(twice))).get(15, TimeUnit.SECONDS);
        }
        say(gateway, human("room-1", "next"));

        eventually(() -> assertThat(witch.contents()).containsExactly("twice", "next"));
        assertThat(gateway.recent("room-1", 5)).extracting(Message::seq).containsExactly(1L, 2L);
    }

    @Test
    void aWorkerKnowsARoomItHasNoPartInByLookingItUp() {
        ChatBus gateway = gateway();
        for (int i = 0; i < 30; i++) {
            say(gateway, human("room-1", "line " + i));
        }
        Message last = gateway.recent("room-1", 1).getFirst();
        ChatBus arena = worker("arena");

        assertThat(arena.recent("room-1", 3))
                .extracting(Message::content)
                .containsExactly("line 27", "line 28", "line 29");
        assertThat(arena.reply("room-1", last.id())).isInstanceOf(ReplyState.Stored.class);
        assertThat(arena.reply("room-1", Ids.random())).isEqualTo(new ReplyState.Unknown());
    }

    @Test
    void topicsAreMadeAsTheContractSays() throws Exception {
        gateway();
        try (Admin admin = new Clients(broker.direct(topic, PARTITIONS, null)).admin()) {
            assertThat(admin.listTopics().names().get())
                    .contains(topic, topic + ".live", topic + ".state", topic + ".dead");
            assertThat(admin.describeTopics(List.of(topic))
                            .topicNameValues()
                            .get(topic)
                            .get()
                            .partitions())
                    .hasSize(PARTITIONS);
        }
    }

    private static KafkaProducer<byte[], byte[]> stranger() {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.direct("any", 1, null).address()),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    private ProducerRecord<byte[], byte[]> raw(int partition, String key, String value) {
        return new ProducerRecord<>(topic, partition, bytes(key), bytes(value));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private List<String> deadKeys() {
        Topics topics = new Topics(broker.direct(topic, PARTITIONS, null));
        List<String> keys = new ArrayList<>();
        try (var consumer = new Clients(broker.direct(topic, PARTITIONS, null)).reader()) {
            consumer.assign(List.of(topics.dead));
            consumer.seekToBeginning(List.of(topics.dead));
            long end = consumer.endOffsets(List.of(topics.dead)).get(topics.dead);
            while (consumer.position(topics.dead) < end) {
                for (ConsumerRecord<byte[], byte[]> record : consumer.poll(Duration.ofMillis(200))) {
                    keys.add(Records.text(record.key()));
                }
            }
        }
        return keys;
    }
}

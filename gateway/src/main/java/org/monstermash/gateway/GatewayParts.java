package org.monstermash.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.websockets.next.OpenConnections;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.MessageLog;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.kafka.BrokerProbe;
import org.monstermash.bus.kafka.KafkaChatBus;
import org.monstermash.bus.memory.InMemoryChatBus;
import org.monstermash.gateway.bus.BusChoice;
import org.monstermash.gateway.bus.BusWatch;
import org.monstermash.gateway.door.Door;
import org.monstermash.gateway.door.InFlight;
import org.monstermash.gateway.door.Origins;
import org.monstermash.gateway.door.PostRate;
import org.monstermash.gateway.door.RoomKey;
import org.monstermash.gateway.history.Archive;
import org.monstermash.gateway.history.History;
import org.monstermash.gateway.http.AskedRequests;
import org.monstermash.gateway.http.Saying;
import org.monstermash.gateway.http.TakenNames;
import org.monstermash.gateway.link.BusToken;
import org.monstermash.gateway.link.LinkServer;
import org.monstermash.gateway.live.Fanout;
import org.monstermash.gateway.live.Readers;
import org.monstermash.gateway.watch.Journal;
import org.monstermash.gateway.watch.Meters;
import org.monstermash.gateway.watch.PostTrace;
import org.monstermash.settings.Settings;
import org.monstermash.settings.SettingsLoader;
import org.monstermash.tracing.Tracing;

/**
 * The parts of a gateway and what each is made of. A message's way through them: door → resource → saying → bus →
 * fan-out → readers.
 */
@Singleton
final class GatewayParts {
    /** Before every route of the framework. */
    private static final int FIRST = 10_000;

    /** Who asks what a model was asked is answered within three seconds. */
    private static final Duration REQUEST_LIMIT = Duration.ofMillis(2_500);

    private static final Logger LOG = Logger.getLogger(GatewayParts.class);

    @Produces
    @Singleton
    Settings settings() {
        return SettingsLoader.load(Path.of("").toAbsolutePath(), System.getenv());
    }

    @Produces
    @Singleton
    Clock clock() {
        return Clock.systemUTC();
    }

    /** May wait for a broker: until it is made nothing else is. */
    @Produces
    @Singleton
    BusChoice busChoice(Settings settings, @Identifier("default-kafka-broker") Map<String, Object> kafkaClient) {
        return BusChoice.of(settings.bus(), kafkaClient, BrokerProbe::answers);
    }

    /** The log of the in-memory bus, or what is made of Kafka's topic; and what readers read. */
    @Produces
    @Singleton
    History history(Settings settings, Clock clock, BusChoice choice) {
        return switch (choice) {
            case BusChoice.InMemory memory -> History.open(settings.dataDir(), clock);
            case BusChoice.Fallback fallback -> History.open(settings.dataDir(), clock);
            case BusChoice.Kafka kafka -> History.openForTopic(settings.dataDir(), clock);
        };
    }

    /** Empty without a collector: then nothing of it is loaded. */
    @Produces
    @Singleton
    Optional<Tracing> tracing(Settings settings) {
        return settings.log().otlpEndpoint().map(to -> Tracing.to(to, Tracing.GATEWAY, Ids.random()));
    }

    @Produces
    @Singleton
    ChatBus bus(
            BusChoice choice,
            MessageLog log,
            History history,
            Clock clock,
            Instance<Readers> readers,
            Optional<Tracing> tracing) {
        ChatBus bus = bus(choice, log, history, clock, readers);
        return tracing.map(it -> it.bus(bus)).orElse(bus);
    }

    private static ChatBus bus(
            BusChoice choice, MessageLog log, History history, Clock clock, Instance<Readers> readers) {
        return switch (choice) {
            case BusChoice.InMemory memory -> new InMemoryChatBus(log, clock);
            case BusChoice.Fallback fallback -> new InMemoryChatBus(log, clock);
            case BusChoice.Kafka kafka ->
                new KafkaChatBus(
                        kafka.settings(),
                        Optional.of(history.readModel()),
                        clock,
                        () -> readers.get().historyReplaced(),
                        LOG::error);
        };
    }

    @Produces
    @Singleton
    BusToken busToken(Settings settings) {
        return BusToken.of(settings.bus().token(), settings.bus().tokenFile());
    }

    @Produces
    @Singleton
    LinkServer links(ChatBus bus, MessageLog log, Archive archive) {
        return new LinkServer(
                bus, Tracing.untraced(bus) instanceof KafkaChatBus kafka ? kafka::muted : log::muted, archive::epoch);
    }

    @Produces
    @Singleton
    Optional<RoomKey> roomKey(Settings settings) {
        return settings.gateway().roomPassword().map(RoomKey::new);
    }

    @Produces
    @Singleton
    Door door(Settings settings, Optional<RoomKey> roomKey, BusToken busToken) {
        return new Door(
                new Origins(settings.gateway().allowedOrigins()),
                roomKey,
                new PostRate(settings.gateway().rateLimitPerIp()),
                busToken::isShownBy);
    }

    @Produces
    @Singleton
    InFlight inFlight() {
        return new InFlight();
    }

    @Produces
    @Singleton
    TakenNames takenNames(Archive archive) {
        return new TakenNames(archive);
    }

    @Produces
    @Singleton
    AskedRequests askedRequests(ChatBus bus) {
        return new AskedRequests(bus, REQUEST_LIMIT);
    }

    @Produces
    @Singleton
    Saying saying(ChatBus bus, TakenNames takenNames, Clock clock) {
        return new Saying(bus, takenNames, clock);
    }

    @Produces
    @Singleton
    Meters meters(MeterRegistry registry) {
        return new Meters(registry);
    }

    @Produces
    @Singleton
    Fanout fanout(ChatBus bus, Clock clock, Meters meters, Optional<Tracing> tracing) {
        return new Fanout(bus::isMuted, clock, (message, begun) -> {
            meters.shown(message, clock.instant());
            tracing.ifPresent(it -> it.shown(message, begun));
        });
    }

    @Produces
    @Singleton
    PostTrace postTrace(Optional<Tracing> tracing, Clock clock) {
        return new PostTrace(tracing, clock);
    }

    @Produces
    @Singleton
    Readers readers(Settings settings, Archive archive, Fanout fanout, Meters meters, OpenConnections openConnections) {
        return new Readers(settings, archive, fanout, meters, openConnections);
    }

    @Produces
    @Singleton
    BusWatch busWatch(ChatBus bus, Fanout fanout, BusChoice choice) {
        return new BusWatch(
                bus, fanout, choice instanceof BusChoice.Fallback it ? Optional.of(it.why()) : Optional.empty());
    }

    /** Whoever follows the bus does so from the start, and names are taken before anybody is told who is awake. */
    void follow(
            @Observes StartupEvent start,
            ChatBus bus,
            TakenNames takenNames,
            AskedRequests askedRequests,
            Meters meters,
            Fanout fanout,
            BusWatch busWatch,
            BusChoice choice,
            Readers readers) {
        meters.connections(readers::count);
        meters.waiting(readers::waitingBytes);
        if (Tracing.untraced(bus) instanceof KafkaChatBus kafka) {
            meters.busLag(kafka::lag);
        }
        bus.follow(takenNames);
        bus.follow(meters);
        bus.follow(new Journal());
        bus.follow(askedRequests);
        bus.follow(fanout);
        busWatch.tell();
        if (choice instanceof BusChoice.Kafka) {
            busWatch.start();
        }
    }

    /** The last to go: who still had something to store has stored it. */
    void close(@Observes ShutdownEvent stop, BusWatch busWatch, ChatBus bus, MessageLog log) {
        busWatch.close();
        bus.close();
        log.close();
    }

    void guard(@Observes Filters filters, InFlight inFlight, Door door, PostTrace postTrace) {
        filters.register(postTrace::follow, FIRST + 2);
        filters.register(inFlight::count, FIRST + 1);
        filters.register(door::knock, FIRST);
    }
}

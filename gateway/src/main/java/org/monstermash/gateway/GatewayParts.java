package org.monstermash.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.quarkus.websockets.next.OpenConnections;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.MessageLog;
import org.monstermash.bus.memory.InMemoryChatBus;
import org.monstermash.gateway.door.Door;
import org.monstermash.gateway.door.InFlight;
import org.monstermash.gateway.door.Origins;
import org.monstermash.gateway.door.PostRate;
import org.monstermash.gateway.door.RoomKey;
import org.monstermash.gateway.history.Archive;
import org.monstermash.gateway.history.History;
import org.monstermash.gateway.http.Saying;
import org.monstermash.gateway.http.TakenNames;
import org.monstermash.gateway.link.BusToken;
import org.monstermash.gateway.link.LinkServer;
import org.monstermash.gateway.live.Fanout;
import org.monstermash.gateway.live.Readers;
import org.monstermash.gateway.watch.Meters;
import org.monstermash.settings.Settings;
import org.monstermash.settings.SettingsLoader;

/**
 * The parts of a gateway and what each is made of. A message's way through them: door → resource → saying → bus →
 * fan-out → readers.
 */
@Singleton
final class GatewayParts {
    /** Before every route of the framework. */
    private static final int FIRST = 10_000;

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

    /** The log of the in-memory bus, and what readers read. */
    @Produces
    @Singleton
    History history(Settings settings, Clock clock) {
        return History.open(settings.dataDir(), clock);
    }

    @Produces
    @Singleton
    ChatBus bus(MessageLog log, Clock clock) {
        return new InMemoryChatBus(log, clock);
    }

    @Produces
    @Singleton
    BusToken busToken(Settings settings) {
        return BusToken.of(settings.bus().token(), settings.bus().tokenFile());
    }

    @Produces
    @Singleton
    LinkServer links(ChatBus bus, MessageLog log, Archive archive) {
        return new LinkServer(bus, log::muted, archive.epoch());
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
    Fanout fanout(ChatBus bus) {
        return new Fanout(bus::isMuted);
    }

    @Produces
    @Singleton
    Readers readers(Settings settings, Archive archive, Fanout fanout, Meters meters, OpenConnections openConnections) {
        return new Readers(settings, archive, fanout, meters, openConnections);
    }

    /** Whoever follows the bus does so from the start, and names are taken before anybody is told who is awake. */
    void follow(
            @Observes StartupEvent start,
            ChatBus bus,
            TakenNames takenNames,
            Meters meters,
            Fanout fanout,
            Readers readers) {
        meters.connections(readers::count);
        bus.follow(takenNames);
        bus.follow(meters);
        bus.follow(fanout);
    }

    /** The last to go: who still had something to store has stored it. */
    void close(@Observes ShutdownEvent stop, ChatBus bus, MessageLog log) {
        bus.close();
        log.close();
    }

    void guard(@Observes Filters filters, InFlight inFlight, Door door) {
        filters.register(inFlight::count, FIRST + 1);
        filters.register(door::knock, FIRST);
    }
}

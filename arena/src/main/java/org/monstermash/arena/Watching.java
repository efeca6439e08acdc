package org.monstermash.arena;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.monstermash.arena.duel.Time;
import org.monstermash.arena.options.UsageProblem;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.watch.WatchedRoom;
import org.monstermash.bus.link.LinkChatBus;
import org.monstermash.settings.Settings;

/** Opens the room where a duel is watched: over the link that workers use, with their token. */
final class Watching {
    /** Nobody wants to pay for a duel that was to be watched and is not. */
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final URI gateway;
    private final Supplier<String> token;
    private final Time time;
    private final Consumer<String> news;

    /** @param url as given; blank = the one of the settings */
    Watching(String url, Settings settings, Time time, Consumer<String> news) {
        this.gateway = url.isBlank() ? settings.gateway().url() : address(url);
        this.token = () -> settings.bus().token().orElseGet(() -> inFile(settings.bus()));
        this.time = time;
        this.news = news;
    }

    private static URI address(String url) {
        try {
            URI address = URI.create(url.strip().replaceFirst("/+$", ""));
            if (address.getHost() != null && address.getScheme().matches("(?i)https?")) {
                return address;
            }
        } catch (IllegalArgumentException e) {
            // told below
        }
        throw new UsageProblem("--watch: expected the address of a gateway, like http://localhost:8000");
    }

    private static String inFile(Settings.Bus bus) {
        try {
            return Files.readString(bus.tokenFile()).strip();
        } catch (IOException e) {
            throw new IllegalStateException("no token: neither BUS__TOKEN nor " + bus.tokenFile());
        }
    }

    /** @throws UsageProblem when the gateway does not let it in soon */
    WatchedRoom open(DuelHeader header, Runnable stop) {
        LinkChatBus bus =
                new LinkChatBus(gateway, token, "arena " + header.id(), line -> {}, RandomGenerator.getDefault());
        WatchedRoom room = new WatchedRoom(header, bus, time.clock().instant(), time.sleeper(), stop, news);
        try {
            if (room.isOpenWithin(PATIENCE)) {
                news.accept("Watch: " + link(room));
                return room;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        String why = bus.health().why();
        room.close();
        throw new UsageProblem("--watch: no room to watch in at " + gateway + ": " + why);
    }

    private String link(WatchedRoom room) {
        return gateway + "/?room=" + room.room();
    }
}

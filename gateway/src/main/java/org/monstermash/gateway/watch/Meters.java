package org.monstermash.gateway.watch;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.monstermash.bus.Follower;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;

/**
 * The gateway's own meters. Labels are bounded: guests choose their keys and reasons, so from the {@link #MAX_NAMES}th
 * on they count as {@code other}.
 */
public final class Meters implements Follower {
    private static final int MAX_NAMES = 50;
    private static final int MAX_OPEN_REPLIES = 10_000;

    private final MeterRegistry registry;
    private final ModelMeters models;
    private final Set<String> personas = ConcurrentHashMap.newKeySet();
    private final Set<String> reasons = ConcurrentHashMap.newKeySet();
    private final Set<String> codes = ConcurrentHashMap.newKeySet();

    /** Who makes which reply; only the follower's thread. The oldest is forgotten: its end counts as {@code other}. */
    private final Map<String, String> speakers = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_OPEN_REPLIES;
        }
    };

    private final Timer postToSocket;
    private final Counter slowReadersClosed;
    private final Counter deltasDropped;
    private final AtomicInteger personasAwake;

    public Meters(MeterRegistry registry) {
        this.registry = registry;
        this.models = new ModelMeters(registry, System::nanoTime);
        this.postToSocket = Timer.builder("monstermash.post.to.socket")
                .description("From a person's message to the sockets of its room")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(10))
                .register(registry);
        this.slowReadersClosed = registry.counter("monstermash.slow.readers.closed");
        this.deltasDropped = registry.counter("monstermash.deltas.dropped");
        this.personasAwake = registry.gauge("monstermash.personas.awake", new AtomicInteger());
    }

    public void connections(Supplier<Number> open) {
        Gauge.builder("monstermash.connections", open)
                .description("WebSockets that read a room")
                .register(registry);
    }

    /** Bytes that wait for readers. */
    public void waiting(Supplier<Number> bytes) {
        Gauge.builder("monstermash.fanout.waiting", bytes)
                .description("Bytes on their way to readers: queued, or handed to a socket and not sent")
                .baseUnit("bytes")
                .register(registry);
    }

    /** On Kafka only. */
    public void busLag(Supplier<Number> messages) {
        Gauge.builder("monstermash.bus.lag", messages)
                .description("Messages in the topic that this gateway has not read yet")
                .register(registry);
    }

    /** A person's message is at the sockets of its room. Its time is the gateway's that took it. */
    public void shown(Message message, Instant now) {
        if (!message.byMonster()) {
            postToSocket.record(Duration.between(message.createdAt(), now));
        }
    }

    public void slowReaderClosed() {
        slowReadersClosed.increment();
    }

    public void deltasDropped(int count) {
        deltasDropped.increment(count);
    }

    @Override
    public void onMessage(Message message) {
        registry.counter(
                        "monstermash.messages.stored",
                        "role",
                        message.role().name().toLowerCase(Locale.ROOT))
                .increment();
        models.said(message);
    }

    @Override
    public void onEvent(LiveEvent event) {
        registry.counter("monstermash.live.events", "type", event.getClass().getSimpleName())
                .increment();
        switch (event) {
            case LiveEvent.ReplyStarted started -> {
                speakers.put(started.replyId(), started.persona());
                models.started(started);
            }
            case LiveEvent.ReplyEnded ended -> {
                ended(ended);
                models.ended(ended);
            }
            case LiveEvent.Decision decision -> decided(decision);
            case LiveEvent.ReplyDelta delta -> {}
            case LiveEvent.Notice notice -> noticed(notice);
            case LiveEvent.SpeakAsked asked -> {}
            case LiveEvent.StopAsked asked -> {}
            case LiveEvent.RequestAsked asked -> {}
            case LiveEvent.RequestTold told -> {}
            case LiveEvent.BudgetTold told -> models.left(told);
        }
    }

    @Override
    public void onMute(Mute mute) {
        // counted by nobody
    }

    @Override
    public void onPresence(List<PersonaCard> awake) {
        personasAwake.set(awake.size());
    }

    private void ended(LiveEvent.ReplyEnded ended) {
        String persona = speakers.remove(ended.replyId());
        registry.counter(
                        "monstermash.replies",
                        "persona",
                        bounded(personas, persona == null ? "other" : persona),
                        "outcome",
                        ended.outcome().name().toLowerCase(Locale.ROOT))
                .increment();
    }

    private void decided(LiveEvent.Decision decision) {
        registry.counter(
                        "monstermash.decisions",
                        "persona",
                        bounded(personas, decision.persona()),
                        "reason",
                        bounded(reasons, decision.reason()))
                .increment();
    }

    private void noticed(LiveEvent.Notice notice) {
        registry.counter(
                        "monstermash.notices",
                        "code",
                        bounded(codes, notice.code()),
                        "persona",
                        notice.persona() == null ? "" : bounded(personas, notice.persona()))
                .increment();
    }

    private static String bounded(Set<String> known, String name) {
        if (known.contains(name) || (known.size() < MAX_NAMES && known.add(name))) {
            return name;
        }
        return "other";
    }
}

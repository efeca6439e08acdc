package org.monstermash.bus.kafka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.jboss.logging.Logger;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.LiveEvent.RequestAsked;
import org.monstermash.bus.event.LiveEvent.SpeakAsked;
import org.monstermash.bus.event.LiveEvent.StopAsked;

/**
 * Everything of one process that reads and writes, from the first try to find a broker to the end; and where what is
 * heard goes: to the book of state, the roll, the seats and the audience.
 */
final class Connection implements Whispers.Ear, AutoCloseable {
    private static final Duration AGAIN_AFTER = Duration.ofMillis(500);

    /** What was said before somebody left has been read by then, or never will be. */
    private static final long LAST_WORDS_MS = 2_000;

    private static final Set<String> COMMANDS = Set.of("speak_asked", "stop_asked", "request_asked");
    private static final Logger LOG = Logger.getLogger(Connection.class);

    private final Clients clients;
    private final Topics topics;
    private final Optional<ReadModel> model;
    private final List<KafkaSeat> seats;
    private final Runnable whenReplaced;
    private final String process = Ids.random();
    private final StateBook book = new StateBook();
    private final Roll roll = new Roll();
    private final Audience audience = new Audience();
    private final Progress progress = new Progress();
    private final Pulse pulse;
    private final CompletableFuture<Lines> lines = new CompletableFuture<>();
    private final Thread opening =
            Thread.ofPlatform().name("kafka-opening").daemon().unstarted(this::open);
    private volatile String whyNotOpen = "";
    private volatile boolean closed;

    /** What there is once a broker was found. */
    record Lines(
            Topics.Layout layout,
            Admin admin,
            Outbox outbox,
            Whispers whispers,
            Optional<Mirror> mirror,
            RoomReader rooms) {

        void start() {
            whispers.start();
            mirror.ifPresent(Mirror::start);
        }

        void close() {
            outbox.close();
            // At once: each may wait a moment for a broker that is away.
            Stream.<Runnable>of(whispers::close, () -> mirror.ifPresent(Mirror::close), rooms::close)
                    .parallel()
                    .forEach(Runnable::run);
            admin.close(Duration.ZERO);
        }
    }

    Connection(KafkaSettings settings, Optional<ReadModel> model, List<KafkaSeat> seats, Runnable whenReplaced) {
        this.clients = new Clients(settings);
        this.topics = new Topics(settings);
        this.model = model;
        this.seats = seats;
        this.whenReplaced = whenReplaced;
        this.pulse = new Pulse(roll, audience, this::beat, this::connected);
    }

    void start() {
        opening.start();
    }

    private void open() {
        while (!closed) {
            try {
                openLines();
                return;
            } catch (KafkaException e) {
                String why = "no broker at " + clients.settings().address() + " can be used: " + e.getMessage();
                if (!why.equals(whyNotOpen)) {
                    LOG.warnf("📡 %s; trying again", why);
                }
                whyNotOpen = why;
                LockSupport.parkNanos(AGAIN_AFTER.toNanos());
            }
        }
    }

    private void openLines() {
        Admin admin = clients.admin();
        try {
            Topics.Layout layout = topics.ensure(admin);
            Outbox outbox = new Outbox(clients.producer(), topics, process);
            Optional<Mirror> mirror = model.map(history -> new Mirror(
                    clients, topics, history, progress, audience, outbox, () -> topics.ensure(admin), whenReplaced));
            Whispers whispers = new Whispers(clients, topics, progress, this);
            Lines opened = new Lines(layout, admin, outbox, whispers, mirror, new RoomReader(clients, topics));
            opened.start();
            pulse.start();
            lines.complete(opened);
            if (closed) {
                opened.close();
            }
        } catch (KafkaException e) {
            admin.close(Duration.ZERO);
            throw e;
        }
    }

    /** Completes when a broker was found. */
    CompletableFuture<Lines> lines() {
        return lines;
    }

    /** Why no broker was found so far; empty when one was, or before the first try failed. */
    String whyNotOpen() {
        return lines.isDone() ? "" : whyNotOpen;
    }

    boolean isConnected() {
        return pulse.isConnected();
    }

    Clients clients() {
        return clients;
    }

    Topics topics() {
        return topics;
    }

    StateBook book() {
        return book;
    }

    Audience audience() {
        return audience;
    }

    Progress progress() {
        return progress;
    }

    /** Who sits here has changed. */
    void beatNow() {
        beat();
    }

    private void beat() {
        Lines opened = lines.getNow(null);
        if (opened != null) {
            opened.outbox().beat(ownBeat(opened));
        }
    }

    private Beat ownBeat(Lines opened) {
        Map<Integer, Long> said = new HashMap<>();
        for (int partition = 0; partition < opened.layout().partitions(); partition++) {
            Optional<Long> newest = opened.outbox().newest(new TopicPartition(topics.messages, partition));
            if (newest.isPresent()) {
                said.put(partition, newest.get());
            }
        }
        return new Beat(
                process,
                seats.stream()
                        .filter(KafkaSeat::isStanding)
                        .map(KafkaSeat::card)
                        .toList(),
                said,
                opened.outbox().newest(topics.state).orElse(-1L));
    }

    private void connected(boolean isConnected) {
        if (isConnected) {
            LOG.infof("📡 connected to Kafka at %s", clients.settings().address());
        } else {
            LOG.warnf("📡 the broker at %s does not answer", clients.settings().address());
        }
        seats.forEach(seat -> seat.connected(isConnected));
    }

    @Override
    public void heard(Beat beat) {
        long now = System.nanoTime();
        if (beat.process().equals(process)) {
            pulse.heardOwn(now);
        }
        List<String> left = roll.heard(beat, now);
        if (left.isEmpty()) {
            audience.present(roll.awake());
        } else {
            lastWordsOf(beat).whenComplete((read, late) -> {
                audience.left(left);
                audience.present(roll.awake());
            });
        }
    }

    /** Completes when what a process said before was read here. */
    private CompletableFuture<Void> lastWordsOf(Beat beat) {
        List<CompletableFuture<Void>> read = new ArrayList<>();
        read.add(progress.past(topics.state, beat.state()));
        if (model.isPresent()) {
            beat.said()
                    .forEach((partition, offset) ->
                            read.add(progress.past(new TopicPartition(topics.messages, partition), offset)));
        }
        return CompletableFuture.allOf(read.toArray(CompletableFuture[]::new))
                .orTimeout(LAST_WORDS_MS, TimeUnit.MILLISECONDS);
    }

    @Override
    public void happened(LiveEvent event, String from) {
        switch (event) {
            case SpeakAsked asked -> seats.forEach(seat -> seat.speak(asked));
            case StopAsked asked -> seats.forEach(seat -> seat.stop(asked));
            case RequestAsked asked -> seats.forEach(seat -> seat.requestAsked(asked));
            case LiveEvent.RequestTold told -> {}
            case LiveEvent.BudgetTold told -> {}
            case LiveEvent.ReplyStarted started -> {}
            case LiveEvent.ReplyDelta delta -> {}
            case LiveEvent.ReplyEnded ended -> {}
            case LiveEvent.Decision decision -> {}
            case LiveEvent.Notice notice -> {}
        }
        audience.happened(event, from);
        // The two come over different topics: it may have been buried before it is heard that it was begun.
        if (event instanceof LiveEvent.ReplyStarted started && book.isBuried(started.replyId())) {
            audience.buried(started.replyId());
        }
    }

    @Override
    public void changed(StateBook.Entry entry) {
        book.enter(entry);
        switch (entry) {
            case StateBook.Entry.Muted change -> {
                seats.forEach(seat -> seat.muted(change.mute()));
                audience.muted(change.mute());
            }
            case StateBook.Entry.Buried tombstone -> audience.buried(tombstone.replyId());
            case StateBook.Entry.Begun reply -> {}
            case StateBook.Entry.Finished reply -> {}
        }
    }

    /** A worker wants commands only; what its colleagues say word by word it need not even read. */
    @Override
    public boolean wants(String type) {
        return model.isPresent() || COMMANDS.contains(type);
    }

    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(opening);
        pulse.close();
        progress.close();
        Lines opened = lines.getNow(null);
        if (opened != null) {
            opened.close();
        }
        audience.close();
    }
}

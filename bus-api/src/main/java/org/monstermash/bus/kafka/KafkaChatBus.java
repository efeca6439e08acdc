package org.monstermash.bus.kafka;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.monstermash.bus.BusHealth;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.Follower;
import org.monstermash.bus.PersonaListener;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.Seat;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.Tombstone;

/**
 * The bus on Kafka. Connecting begins at once and goes on for ever; until then {@link #health} says why it waits, and
 * what is published waits for {@link #PUBLISH_PATIENCE} before it fails.
 *
 * <p>Two kinds. With a {@link ReadModel}, a gateway's: it reads all messages, so it counts every room's seq and can be
 * followed. Without one, a worker's. True differences of a worker's bus: {@link #follow} is not possible; a message's seq
 * is its place in the topic, growing within a room but not gapless; {@link #recent} and {@link #reply} look at the last
 * {@value RoomReader#DEEPEST} records of a room's partition; and of an id that was published before longer ago than that,
 * {@link #publish} gives the message it was called with. (The rooms' readers see the first one in any case.)
 *
 * <p>Seats: all workers of a persona share its rooms. A worker that dies is missed after 8 s, and what it had begun ends as
 * {@code abandoned}. A seat begins at the first message since {@code since} in a partition where its persona never
 * settled anything; elsewhere it goes on where the persona was, whatever the room. Bounds of a seat: 256 unsettled
 * messages per room are out at once, and 512 per partition are out or held.
 */
public final class KafkaChatBus implements ChatBus {
    /** Less than {@link ChatBus#PUBLISH_LIMIT}, so that the answer to whoever asked is still in time. */
    static final Duration PUBLISH_PATIENCE = Duration.ofMillis(4_200);

    private final KafkaSettings settings;
    private final Optional<ReadModel> model;
    private final Clock clock;
    private final Consumer<String> whenFenced;
    private final Connection connection;
    private final Publishing publishing;
    private final List<KafkaSeat> seats = new CopyOnWriteArrayList<>();
    private final Said said = new Said();
    private volatile boolean closed;

    /**
     * @param model what a gateway makes of the topic; closed by whoever opened it, after this bus
     * @param whenReplaced is told when the topic was made anew and the history begins anew
     * @param whenFenced is told in one line when another process took this one's seats under the same name; they are
     *     gone then
     */
    public KafkaChatBus(
            KafkaSettings settings,
            Optional<ReadModel> model,
            Clock clock,
            Runnable whenReplaced,
            Consumer<String> whenFenced) {
        this.settings = settings;
        this.model = model;
        this.clock = clock;
        this.whenFenced = whenFenced;
        this.connection = new Connection(settings, model, seats, whenReplaced);
        this.publishing = new Publishing(connection, model, said);
        connection.start();
    }

    /** Messages in the topic that this gateway has not read yet, as far as it knows; 0 for a worker. Any thread. */
    public long lag() {
        Connection.Lines lines = connection.lines().getNow(null);
        return lines == null ? 0 : lines.mirror().map(Mirror::lag).orElse(0L);
    }

    @Override
    public CompletableFuture<Message> publish(Message message) {
        return publishing.publish(message);
    }

    @Override
    public void emit(LiveEvent event) {
        publishing.emit(event);
    }

    @Override
    public CompletableFuture<Void> mute(Mute mute) {
        return publishing.mute(mute);
    }

    @Override
    public CompletableFuture<Void> bury(Tombstone tombstone) {
        return publishing.bury(tombstone);
    }

    @Override
    public Seat join(PersonaCard card, Instant since, PersonaListener listener) {
        if (closed) {
            throw new BusUnavailable("the bus is closed");
        }
        KafkaSeat seat = new KafkaSeat(
                card,
                since,
                listener,
                connection.clients(),
                connection.topics(),
                said,
                clock,
                this::isStateKnown,
                connection::beatNow,
                () -> fenced(card));
        seats.add(seat);
        connection.lines().thenAccept(lines -> seat.start());
        return () -> {
            if (seats.remove(seat)) {
                seat.close();
            }
        };
    }

    private boolean isStateKnown() {
        return connection.lines().join().whispers().stateKnown().isDone();
    }

    private void fenced(PersonaCard card) {
        whenFenced.accept("WORKER_ID=" + settings.workerId().orElse("") + ": another worker of " + card.key()
                + " with this WORKER_ID has come; every worker of a persona needs one of its own");
    }

    @Override
    public AutoCloseable follow(Follower follower) {
        if (model.isEmpty()) {
            throw new UnsupportedOperationException("only a gateway follows");
        }
        return connection.audience().join(follower);
    }

    @Override
    public List<Message> recent(String room, int limit) {
        Connection.Lines lines = waitFor(connection.lines());
        if (model.isPresent()) {
            waitFor(lines.mirror().orElseThrow().caughtUp());
            return model.get().newest(room, limit);
        }
        int partition = lines.layout().partitionOf(room);
        if (seats.stream().anyMatch(seat -> seat.knows(partition))) {
            List<Message> newest = said.newest(room, limit);
            boolean all = said.isWhole() && seats.stream().anyMatch(seat -> seat.knowsAllOf(partition));
            if (newest.size() == limit || all) {
                return newest;
            }
        }
        return lines.rooms().newest(room, partition, limit);
    }

    @Override
    public ReplyState reply(String room, String replyId) {
        Connection.Lines lines = waitFor(connection.lines());
        waitFor(lines.whispers().stateKnown());
        Optional<Message> stored = stored(lines, room, replyId);
        if (stored.isPresent()) {
            return new ReplyState.Stored(stored.get());
        }
        if (connection.book().isBuried(replyId)) {
            return new ReplyState.Buried();
        }
        int attempt = connection.book().attempt(replyId);
        return attempt == 0 ? new ReplyState.Unknown() : new ReplyState.Begun(attempt);
    }

    private Optional<Message> stored(Connection.Lines lines, String room, String id) {
        if (model.isPresent()) {
            waitFor(lines.mirror().orElseThrow().caughtUp());
            return model.get().find(id);
        }
        int partition = lines.layout().partitionOf(room);
        Optional<Message> known = said.find(id);
        boolean knowsTheRoom = seats.stream().anyMatch(seat -> seat.knows(partition));
        return known.isPresent() || knowsTheRoom ? known : lines.rooms().find(room, partition, id);
    }

    private <T> T waitFor(CompletableFuture<T> future) {
        if (closed) {
            throw new BusUnavailable("the bus is closed");
        }
        try {
            return future.get(PUBLISH_PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new BusUnavailable(health().why(), e);
        } catch (ExecutionException e) {
            throw new BusUnavailable(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BusUnavailable("interrupted", e);
        }
    }

    @Override
    public boolean isMuted(String room, String persona) {
        return connection.book().isMuted(room, persona);
    }

    /** All pairs that are muted, as far as is known here. Does not block. */
    public List<Mute> muted() {
        return connection.book().muted();
    }

    @Override
    public BusHealth health() {
        if (closed) {
            return BusHealth.away("the bus is closed");
        }
        Connection.Lines lines = connection.lines().getNow(null);
        if (lines == null) {
            String why = connection.whyNotOpen();
            return BusHealth.away(why.isEmpty() ? "looking for a broker at " + settings.address() : why);
        }
        if (!connection.isConnected()) {
            return BusHealth.away("the broker at " + settings.address() + " does not answer");
        }
        String trouble = lines.mirror().map(Mirror::trouble).orElse("");
        if (!trouble.isEmpty()) {
            return BusHealth.away(trouble);
        }
        return model.map(ReadModel::health).orElse(BusHealth.READY);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        seats.parallelStream().forEach(KafkaSeat::close);
        seats.clear();
        publishing.stop();
        connection.close();
        publishing.close();
    }
}

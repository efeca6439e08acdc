package org.monstermash.gateway.link;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.StorageFull;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.link.Frame;
import org.monstermash.bus.link.FrameJson;

/**
 * One worker's link: what it asks, in the order it asks; what it may say, see {@link Rights}. Threads: one frame at a
 * time, which may block on the disk; {@link #closed} from any.
 */
final class LinkSession {
    private static final int POLICY = 1008;
    private static final int RESTART = 1012;
    private static final int MAX_ANSWER_CHARS = 8 * 1024 * 1024;
    private static final Logger LOG = Logger.getLogger(LinkSession.class);

    private final ChatBus bus;
    private final Supplier<List<Mute>> muted;
    private final String epoch;
    private final Outlet outlet;
    private final Map<String, LinkedPersona> personas = new HashMap<>();
    private final Rights rights;
    private boolean closed;

    LinkSession(ChatBus bus, Supplier<List<Mute>> muted, String epoch, BegunReplies begun, Outlet outlet) {
        this.bus = bus;
        this.muted = muted;
        this.epoch = epoch;
        this.outlet = outlet;
        this.rights = new Rights(this::holder, begun, bus);
    }

    void received(String text) {
        try {
            if (FrameJson.read(text) instanceof Frame.FromWorker frame) {
                handle(frame);
            } else {
                send(new Frame.Error("only a gateway says this"));
            }
        } catch (FrameJson.UnreadableFrame e) {
            send(new Frame.Error(e.getMessage()));
            outlet.close(POLICY, "unreadable frame");
        } catch (IllegalArgumentException e) {
            send(new Frame.Error(e.getMessage()));
        }
    }

    private void handle(Frame.FromWorker frame) {
        switch (frame) {
            case Frame.Attach attach -> attach(attach);
            case Frame.Detach detach -> detach(detach.persona());
            case Frame.Settle settle ->
                persona(settle.persona()).ifPresent(persona -> persona.settle(settle.room(), settle.seq()));
            case Frame.Emit emit -> rights.checked(emit.event()).ifPresent(bus::emit);
            case Frame.Publish publish -> publish(publish);
            case Frame.Bury bury -> bury(bury);
            case Frame.Recent recent -> answer(recent, () -> recent(recent));
            case Frame.Reply reply -> answer(reply, () -> state(reply));
        }
    }

    private synchronized void attach(Frame.Attach attach) {
        if (closed) {
            return;
        }
        LOG.infof(
                "worker %s takes the seats of %s",
                attach.worker(),
                attach.seats().stream().map(seat -> seat.card().key()).toList());
        attach.seats().forEach(this::join);
    }

    private void join(Frame.Wanted wanted) {
        String key = wanted.card().key();
        if (personas.containsKey(key)) {
            throw new IllegalArgumentException("this link has a seat of " + key + " already");
        }
        LinkedPersona persona = new LinkedPersona(wanted.card(), muted, epoch, outlet);
        try {
            persona.sits(bus.join(wanted.card(), wanted.since(), persona));
            personas.put(key, persona);
        } catch (BusUnavailable e) {
            outlet.close(RESTART, "the bus is away");
        }
    }

    private synchronized void detach(String key) {
        LinkedPersona persona = personas.remove(key);
        if (persona != null) {
            persona.leave();
        }
    }

    private synchronized Optional<LinkedPersona> persona(String key) {
        return Optional.ofNullable(personas.get(key));
    }

    private Optional<LinkedPersona> holder(String key) {
        return key == null ? Optional.empty() : persona(key).filter(LinkedPersona::isActive);
    }

    private void publish(Frame.Publish publish) {
        answerLater(
                publish,
                () -> bus.publish(rights.checked(publish.message())),
                stored -> new Frame.Stored(publish.request(), stored));
    }

    private void bury(Frame.Bury bury) {
        answerLater(bury, () -> bus.bury(rights.checked(bury.tombstone())), done -> new Frame.Done(bury.request()));
    }

    private <T> void answerLater(
            Frame.Request request, Supplier<CompletableFuture<T>> work, Function<T, Frame.Answer> answer) {
        answer(request, () -> {
            work.get()
                    .whenComplete(
                            (value, error) -> send(error == null ? answer.apply(value) : refused(request, error)));
            return null;
        });
    }

    /** Answers now, or says why not; with null somebody answers later. */
    private void answer(Frame.Request request, Supplier<Frame.Answer> work) {
        try {
            Frame.Answer answer = work.get();
            if (answer != null) {
                send(answer);
            }
        } catch (BusUnavailable | IllegalArgumentException e) {
            send(refused(request, e));
        }
    }

    private static Frame.Refused refused(Frame.Request request, Throwable error) {
        Frame.Status status = error instanceof StorageFull
                ? Frame.Status.FULL
                : error instanceof BusUnavailable ? Frame.Status.UNAVAILABLE : Frame.Status.INVALID;
        return new Frame.Refused(request.request(), status, error.getMessage());
    }

    private Frame.Answer recent(Frame.Recent recent) {
        List<Message> newest = bus.recent(recent.room(), recent.limit());
        int from = newest.size();
        int chars = 0;
        while (from > 0 && chars + chars(newest.get(from - 1)) <= MAX_ANSWER_CHARS) {
            from--;
            chars += chars(newest.get(from));
        }
        return new Frame.Messages(recent.request(), newest.subList(from, newest.size()));
    }

    private static int chars(Message message) {
        int thinking = message.thinking() == null ? 0 : message.thinking().length();
        return message.content().length() + thinking;
    }

    private Frame.Answer state(Frame.Reply reply) {
        long request = reply.request();
        return switch (bus.reply(reply.room(), reply.replyId())) {
            case ReplyState.Unknown unknown -> new Frame.State(request, Frame.Begun.UNKNOWN, null, null);
            case ReplyState.Begun begun -> new Frame.State(request, Frame.Begun.BEGUN, begun.attempt(), null);
            case ReplyState.Stored stored -> new Frame.State(request, Frame.Begun.STORED, null, stored.message());
            case ReplyState.Buried buried -> new Frame.State(request, Frame.Begun.BURIED, null, null);
        };
    }

    private void send(Frame frame) {
        outlet.send(FrameJson.write(frame));
    }

    /** The line is gone: all seats are left. Idempotent. */
    synchronized void closed() {
        closed = true;
        personas.values().forEach(LinkedPersona::leave);
        personas.clear();
    }
}

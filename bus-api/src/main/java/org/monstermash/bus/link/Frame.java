package org.monstermash.bus.link;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.bus.event.RoomName;
import org.monstermash.bus.event.Tombstone;

/** One JSON object on the link. {@link FrameJson} is its only form. */
public sealed interface Frame {

    /** The version that is spoken here; a frame of another one ends the link. */
    int VERSION = 1;

    /** Longer frames of a worker, in bytes of UTF-8, end the link. */
    int MAX_BYTES = 1024 * 1024;

    /** A worker's name is no longer. */
    int MAX_WORKER_CHARS = 200;

    /** So many messages can be asked for at once. */
    int MAX_RECENT = 200;

    /** What a worker says. */
    sealed interface FromWorker extends Frame {}

    /** What a gateway says. */
    sealed interface FromGateway extends Frame {}

    /** Asks for a number and gets exactly one answer with it. */
    sealed interface Request extends FromWorker {
        long request();
    }

    /** Answers the request with the same number. */
    sealed interface Answer extends FromGateway {
        long request();
    }

    /**
     * Takes seats. More may be taken later.
     *
     * @param worker what the process calls itself, for the gateway's log
     */
    record Attach(String worker, List<Wanted> seats) implements FromWorker {
        public Attach {
            Objects.requireNonNull(worker, "worker");
            if (worker.length() > MAX_WORKER_CHARS || worker.chars().anyMatch(Character::isISOControl)) {
                throw new IllegalArgumentException(
                        "worker must be one line of at most " + MAX_WORKER_CHARS + " characters");
            }
            seats = List.copyOf(seats);
        }
    }

    /** @param since as in {@link org.monstermash.bus.ChatBus#join} */
    record Wanted(PersonaCard card, Instant since) {
        public Wanted {
            Objects.requireNonNull(card, "card");
            Objects.requireNonNull(since, "since");
        }
    }

    /** Leaves a seat. */
    record Detach(String persona) implements FromWorker {
        public Detach {
            Objects.requireNonNull(persona, "persona");
        }
    }

    /** Says that a delivered message is settled. */
    record Settle(String persona, String room, long seq) implements FromWorker {
        public Settle {
            Objects.requireNonNull(persona, "persona");
            RoomName.check(room);
        }
    }

    /** Shows a live event of a persona whose seat is held. */
    record Emit(LiveEvent event) implements FromWorker {
        public Emit {
            Objects.requireNonNull(event, "event");
        }
    }

    /** Stores a message of a persona whose seat is held: {@link Stored} or {@link Refused}. */
    record Publish(long request, Message message) implements Request {
        public Publish {
            Objects.requireNonNull(message, "message");
        }
    }

    /** Remembers that a reply will never be made: {@link Done} or {@link Refused}. */
    record Bury(long request, Tombstone tombstone) implements Request {
        public Bury {
            Objects.requireNonNull(tombstone, "tombstone");
        }
    }

    /** Asks for the newest messages, at most {@value #MAX_RECENT}: {@link Messages} or {@link Refused}. */
    record Recent(long request, String room, int limit) implements Request {
        public Recent {
            RoomName.check(room);
            if (limit < 0 || limit > MAX_RECENT) {
                throw new IllegalArgumentException("limit must be between 0 and " + MAX_RECENT + ": " + limit);
            }
        }
    }

    /** Asks what became of a reply: {@link State} or {@link Refused}. */
    record Reply(long request, String room, String replyId) implements Request {
        public Reply {
            RoomName.check(room);
            Ids.check(replyId);
        }
    }

    /**
     * Where a persona stands.
     *
     * @param active whether the seat is held; else the link stands by
     * @param epoch another one than before: what was settled is forgotten, and seqs count anew
     */
    record Standing(String persona, boolean active, String epoch) implements FromGateway {}

    /** @param ageMs how old the message was when it was sent, in milliseconds */
    record Deliver(String persona, Message message, long ageMs) implements FromGateway {}

    record Stored(long request, Message message) implements Answer {}

    record Done(long request) implements Answer {}

    /** @param reason one sentence */
    record Refused(long request, Status status, String reason) implements Answer {}

    /** Why a request is refused. */
    enum Status {
        /** Trying again later is safe. */
        UNAVAILABLE,
        /** The disk is full; trying again later is safe. */
        FULL,
        /** It would be refused again. */
        INVALID
    }

    record Messages(long request, List<Message> messages) implements Answer {
        public Messages {
            messages = List.copyOf(messages);
        }
    }

    /**
     * @param attempt set with {@link Begun#BEGUN}
     * @param message set with {@link Begun#STORED}
     */
    record State(long request, Begun state, Integer attempt, Message message) implements Answer {}

    /** The cases of {@link org.monstermash.bus.ReplyState}. */
    enum Begun {
        UNKNOWN,
        BEGUN,
        STORED,
        BURIED
    }

    /** All rooms a persona is muted in; what was known before is void. Sent before each active standing. */
    record Mutes(String persona, List<String> rooms) implements FromGateway {
        public Mutes {
            rooms = List.copyOf(rooms);
        }
    }

    /** A mute has changed. */
    record MuteChanged(Mute mute) implements FromGateway {}

    /** A persona of this link is asked to speak. */
    record Speak(LiveEvent.SpeakAsked event) implements FromGateway {}

    /** Everybody in a room is asked to stop. */
    record Stop(String persona, LiveEvent.StopAsked event) implements FromGateway {}

    /** A persona of this link is asked what its model was asked. */
    record RequestAsked(LiveEvent.RequestAsked event) implements FromGateway {}

    /** A frame was wrong and is ignored. */
    record Error(String reason) implements FromGateway {}
}

package org.monstermash.bus.event;

import java.util.Objects;

/**
 * What happens around the messages of a room: seen by who is there, stored by nobody, lost on overflow.
 *
 * <p>A lost event never corrupts a text: the final {@link Message} replaces the deltas.
 */
public sealed interface LiveEvent {

    /** The room it happens in. */
    String room();

    /**
     * A persona begins to speak.
     *
     * @param replyId the id the final message will have
     * @param inReplyTo the cause's message id, or null when it opens an empty room
     * @param model as in {@link Message#model()}
     * @param attempt from 1, growing with each try for this reply; events of lower attempts are void
     */
    record ReplyStarted(String room, String replyId, String persona, String inReplyTo, String model, int attempt)
            implements LiveEvent {
        public ReplyStarted {
            Objects.requireNonNull(persona, "persona");
            checkReply(room, replyId, attempt);
        }
    }

    /**
     * Some more words, or some more thinking; exactly one of the two.
     *
     * @param index from 0 within an attempt, text and thinking counted together
     */
    record ReplyDelta(String room, String replyId, int attempt, int index, String text, String thinking)
            implements LiveEvent {
        public ReplyDelta {
            checkReply(room, replyId, attempt);
            if (index < 0) {
                throw new IllegalArgumentException("index must not be negative: " + index);
            }
        }
    }

    /**
     * How a try ended. After every outcome but {@link Outcome#ABANDONED} nothing follows for this reply.
     *
     * @param reason a sentence for people, or null
     * @param errorType what kind of failure it was, a word for programs, or null where none was
     */
    record ReplyEnded(String room, String replyId, Outcome outcome, String reason, String errorType)
            implements LiveEvent {
        public ReplyEnded {
            RoomName.check(room);
            Ids.check(replyId);
            Objects.requireNonNull(outcome, "outcome");
        }

        public ReplyEnded(String room, String replyId, Outcome outcome, String reason) {
            this(room, replyId, outcome, reason, null);
        }
    }

    /** How a try ended: see {@code docs/PROTOCOL.md}. */
    enum Outcome {
        COMPLETED,
        STOPPED,
        FAILED,
        DECLINED,
        ABANDONED
    }

    /**
     * Why a persona answers a message or is silent.
     *
     * @param messageId the cause
     * @param reason the name of the rule that decided
     * @param dice what was thrown, 0 ≤ dice &lt; 1, or null when no chance was involved
     * @param threshold it replies when the dice are below, or null
     */
    record Decision(
            String room,
            String persona,
            String messageId,
            Verdict verdict,
            String reason,
            Double dice,
            Double threshold)
            implements LiveEvent {
        public Decision {
            RoomName.check(room);
            Objects.requireNonNull(persona, "persona");
            Objects.requireNonNull(verdict, "verdict");
            Objects.requireNonNull(reason, "reason");
        }
    }

    /** What a persona decided about a message. */
    enum Verdict {
        REPLY,
        SILENCE
    }

    /**
     * Something people should know: budgets, circuits, fallbacks, the state of the bus.
     *
     * @param code a stable word for programs
     * @param text a sentence for people
     * @param persona the persona it is about, or null
     */
    record Notice(String room, Level level, String code, String text, String persona) implements LiveEvent {
        public Notice {
            RoomName.check(room);
            Objects.requireNonNull(level, "level");
            Objects.requireNonNull(code, "code");
            Objects.requireNonNull(text, "text");
        }
    }

    /** How much a {@link Notice} matters. */
    enum Level {
        INFO,
        WARNING,
        ERROR
    }

    /** Somebody asks a persona to answer the newest message. {@code requestId} takes the cause's place in the reply id. */
    record SpeakAsked(String room, String persona, String requestId) implements LiveEvent {
        public SpeakAsked {
            RoomName.check(room);
            Objects.requireNonNull(persona, "persona");
            Ids.check(requestId);
        }
    }

    /** Somebody asks everyone who is about to speak, or speaking, in the room to stop. */
    record StopAsked(String room) implements LiveEvent {
        public StopAsked {
            RoomName.check(room);
        }
    }

    /** Somebody asks the persona that said a reply what its model was asked for it. Whoever remembers tells; nobody else answers. */
    record RequestAsked(String room, String persona, String replyId) implements LiveEvent {
        public RequestAsked {
            RoomName.check(room);
            Objects.requireNonNull(persona, "persona");
            Ids.check(replyId);
        }
    }

    /**
     * The request that went to the model which said a reply: for who asked, and shown to no room.
     *
     * @param model as in {@link Message#model()}
     * @param url where it went, without user and query
     * @param body the JSON as it was sent, without headers
     * @param shortened the body was longer than {@value #MAX_BODY_BYTES} bytes of UTF-8: this is its beginning
     */
    record RequestTold(
            String room, String persona, String replyId, String model, String url, String body, boolean shortened)
            implements LiveEvent {
        /** Written into a frame or a record it is at most twice as long, which is less than those may be. */
        public static final int MAX_BODY_BYTES = 256 * 1024;

        public RequestTold {
            RoomName.check(room);
            Objects.requireNonNull(persona, "persona");
            Ids.check(replyId);
            Objects.requireNonNull(model, "model");
            Objects.requireNonNull(url, "url");
            Objects.requireNonNull(body, "body");
            if (body.length() > MAX_BODY_BYTES) {
                throw new IllegalArgumentException("body longer than " + MAX_BODY_BYTES + ": request of " + replyId);
            }
        }
    }

    /**
     * What a persona may still spend on models within this hour, told when it has taken its turn: for who watches over
     * the rooms, and shown to none.
     *
     * @param calls requests that are left, ≥ 0, or null without a limit
     * @param tokens tokens that are left, ≥ 0, or null without a limit
     */
    record BudgetTold(String room, String persona, Long calls, Long tokens) implements LiveEvent {
        public BudgetTold {
            RoomName.check(room);
            Objects.requireNonNull(persona, "persona");
            checkLeft("calls", calls);
            checkLeft("tokens", tokens);
        }

        private static void checkLeft(String of, Long left) {
            if (left != null && left < 0) {
                throw new IllegalArgumentException(of + " must not be negative: " + left);
            }
        }
    }

    private static void checkReply(String room, String replyId, int attempt) {
        RoomName.check(room);
        Ids.check(replyId);
        if (attempt < 1) {
            throw new IllegalArgumentException("attempt must be at least 1: " + attempt);
        }
    }
}

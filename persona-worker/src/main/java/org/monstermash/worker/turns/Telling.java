package org.monstermash.worker.turns;

import java.time.Duration;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.event.LiveEvent.Outcome;
import org.monstermash.bus.event.LiveEvent.ReplyDelta;
import org.monstermash.bus.event.LiveEvent.ReplyEnded;
import org.monstermash.bus.event.LiveEvent.ReplyStarted;

/**
 * What is told live of one reply: that it begins, its words as they come, how it ends. Any thread may use it; nothing
 * blocks.
 *
 * <p>The joined text of an attempt is exactly {@link #text()}: space at the ends is never sent. Words are gathered,
 * because each event costs every reader a frame.
 */
final class Telling {
    static final Duration GATHERING = Duration.ofMillis(25);
    static final int GATHERED_PARTS = 16;

    /** Characters of text and thinking together. A reply that grows beyond is cut. */
    static final int MAX_CHARS = 64_000;

    private final ChatBus bus;
    private final Time time;
    private final Cause cause;
    private final String persona;

    private final StringBuilder text = new StringBuilder();
    private final StringBuilder thinking = new StringBuilder();
    private final StringBuilder gathered = new StringBuilder();
    private String heldBack = "";
    private boolean gatheredThinking;
    private int gatheredParts;
    private long lastSent;
    private boolean timerRuns;
    private boolean open;
    private String model;
    private int attempt;
    private int index;

    Telling(Actor actor, Cause cause) {
        this.bus = actor.bus();
        this.time = actor.time();
        this.persona = actor.key();
        this.cause = cause;
    }

    synchronized void begin(int attempt, String model) {
        this.attempt = attempt;
        this.model = model;
        open = true;
        lastSent = time.nanos() - GATHERING.toNanos();
        bus.emit(new ReplyStarted(cause.room(), cause.replyId(), persona, cause.messageId(), model, attempt));
    }

    /** Takes back what was told: another speaker begins anew, as the next attempt. */
    synchronized void beginAnew(String nextModel, String reason, String errorType) {
        clearGathered();
        text.setLength(0);
        thinking.setLength(0);
        heldBack = "";
        index = 0;
        bus.emit(new ReplyEnded(cause.room(), cause.replyId(), Outcome.ABANDONED, reason, errorType));
        begin(attempt + 1, nextModel);
    }

    /** The last attempt that was begun; 0 before the first. */
    synchronized int attempt() {
        return attempt;
    }

    /** Some more text. Space waits until a word follows it. */
    synchronized void say(String more) {
        String candidate = text.isEmpty() ? more.stripLeading() : heldBack + more;
        String words = candidate.stripTrailing();
        heldBack = candidate.substring(words.length());
        if (!words.isEmpty()) {
            text.append(words);
            gather(words, false);
        }
    }

    synchronized void think(String more) {
        thinking.append(more);
        gather(more, true);
    }

    /** All that was told as said was thought: tells it so, as the next attempt. */
    synchronized void thoughtAllAlong(String thought) {
        thinking.append(thought);
        text.setLength(0);
        heldBack = "";
        tellAgain();
    }

    /** What was said so far. */
    synchronized String text() {
        return text.toString();
    }

    /** What was thought so far, or null. */
    synchronized String thinking() {
        return thinking.isEmpty() ? null : thinking.toString();
    }

    synchronized boolean isFull() {
        return text.length() + thinking.length() > MAX_CHARS;
    }

    /** The bus was away, and with it what was told: tells everything so far again, as the next attempt. */
    synchronized void tellAgain() {
        if (!open) {
            return;
        }
        clearGathered();
        index = 0;
        begin(attempt + 1, model);
        if (!text.isEmpty()) {
            send(text.toString(), null);
        }
        if (!thinking.isEmpty()) {
            send(null, thinking.toString());
        }
    }

    synchronized void sendGathered() {
        if (gatheredParts > 0) {
            String words = gathered.toString();
            boolean thought = gatheredThinking;
            clearGathered();
            send(thought ? null : words, thought ? words : null);
        }
    }

    synchronized void end(Outcome outcome, String reason) {
        end(outcome, reason, null);
    }

    synchronized void end(Outcome outcome, String reason, String errorType) {
        open = false;
        bus.emit(new ReplyEnded(cause.room(), cause.replyId(), outcome, reason, errorType));
    }

    /** Nothing more is told, not even the end. */
    synchronized void breakOff() {
        open = false;
    }

    private void gather(String words, boolean thought) {
        if (gatheredThinking != thought) {
            sendGathered();
        }
        gatheredThinking = thought;
        gathered.append(words);
        gatheredParts++;
        if (gatheredParts >= GATHERED_PARTS) {
            sendGathered();
        } else {
            sendSoon();
        }
    }

    private void sendSoon() {
        Duration left = GATHERING.minusNanos(time.nanos() - lastSent);
        if (!left.isPositive()) {
            sendGathered();
        } else if (!timerRuns) {
            timerRuns = true;
            time.later().run(left, this::timeIsUp);
        }
    }

    private synchronized void timeIsUp() {
        timerRuns = false;
        if (open && gatheredParts > 0) {
            sendSoon();
        }
    }

    private void send(String words, String thoughts) {
        lastSent = time.nanos();
        bus.emit(new ReplyDelta(cause.room(), cause.replyId(), attempt, index++, words, thoughts));
    }

    private void clearGathered() {
        gathered.setLength(0);
        gatheredParts = 0;
    }
}

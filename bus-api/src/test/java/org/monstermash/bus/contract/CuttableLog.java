package org.monstermash.bus.contract;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.monstermash.bus.BusHealth;
import org.monstermash.bus.BusUnavailable;
import org.monstermash.bus.MessageLog;
import org.monstermash.bus.ReplyState;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Mute;
import org.monstermash.bus.event.Tombstone;

/** A log whose writing can be cut off and healed. */
public final class CuttableLog implements MessageLog {
    private final MessageLog log;
    private volatile boolean cut;

    public CuttableLog(MessageLog log) {
        this.log = log;
    }

    public void cut(boolean cut) {
        this.cut = cut;
    }

    private <T> CompletableFuture<T> away() {
        return CompletableFuture.failedFuture(new BusUnavailable("the log is cut off"));
    }

    @Override
    public CompletableFuture<Appended> append(Message message) {
        return cut ? away() : log.append(message);
    }

    @Override
    public CompletableFuture<Void> mute(Mute mute) {
        return cut ? away() : log.mute(mute);
    }

    @Override
    public CompletableFuture<Void> bury(Tombstone tombstone) {
        return cut ? away() : log.bury(tombstone);
    }

    @Override
    public BusHealth health() {
        return cut ? BusHealth.away("the log is cut off") : log.health();
    }

    @Override
    public void settled(String persona, String room, long seq) {
        log.settled(persona, room, seq);
    }

    @Override
    public void begun(String room, String replyId, int attempt) {
        log.begun(room, replyId, attempt);
    }

    @Override
    public ReplyState reply(String room, String replyId) {
        return log.reply(room, replyId);
    }

    @Override
    public List<Message> after(String room, long after, int limit) {
        return log.after(room, after, limit);
    }

    @Override
    public List<Message> newest(String room, int limit) {
        return log.newest(room, limit);
    }

    @Override
    public long lastSeq(String room) {
        return log.lastSeq(room);
    }

    @Override
    public Map<String, Long> unsettled(String persona, Instant since) {
        return log.unsettled(persona, since);
    }

    @Override
    public List<Mute> muted() {
        return log.muted();
    }

    @Override
    public void close() {
        log.close();
    }
}

package org.monstermash.gateway.live;

import java.nio.ByteBuffer;
import java.util.List;

/** What happened in a room since its readers were last told: put into one frame once, for all who get the same. */
final class Handful {
    private static final byte[] NOTHING = {};

    private final List<Told> all;
    private final List<Told> withoutDecisions;
    private final long firstSeq;
    private final long lastSeq;
    private byte[] frame;
    private byte[] frameWithoutDecisions;

    /** @param all what happened, in its order; not changed from now on */
    Handful(List<Told> all) {
        this.all = all;
        this.withoutDecisions = all.stream().anyMatch(Handful::isDecision)
                ? all.stream().filter(told -> !isDecision(told)).toList()
                : all;
        this.firstSeq =
                all.stream().mapToLong(Told::seq).filter(seq -> seq > 0).min().orElse(Long.MAX_VALUE);
        this.lastSeq = all.stream().mapToLong(Told::seq).max().orElse(0);
    }

    List<Told> all() {
        return all;
    }

    /** Whether no message in it was said before the one with this seq, or is that one. */
    boolean isAllAfter(long seq) {
        return firstSeq > seq;
    }

    /** The newest message's, or 0. */
    long lastSeq() {
        return lastSeq;
    }

    /** All of it for {@code /live}: empty where the reader is told nothing. Not to be changed. */
    byte[] frame(boolean why) {
        if (why) {
            frame = frame == null ? frameOf(all) : frame;
            return frame;
        }
        frameWithoutDecisions = frameWithoutDecisions == null ? frameOf(withoutDecisions) : frameWithoutDecisions;
        return frameWithoutDecisions;
    }

    private static boolean isDecision(Told told) {
        return told.kind() == Told.Kind.DECISION;
    }

    private static byte[] frameOf(List<Told> told) {
        return told.isEmpty() ? NOTHING : array(told.stream().map(Told::live).toList());
    }

    /** One event as it is, several as a JSON array. */
    static byte[] array(List<byte[]> events) {
        if (events.size() == 1) {
            return events.getFirst();
        }
        int bytes = events.stream().mapToInt(event -> event.length).sum();
        ByteBuffer array = ByteBuffer.allocate(bytes + events.size() + 1);
        byte before = '[';
        for (byte[] event : events) {
            array.put(before).put(event);
            before = ',';
        }
        return array.put((byte) ']').array();
    }
}

package org.monstermash.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class RecentsTest {
    private static final String EPOCH = "now";

    private final Recents recents = new Recents();

    @Test
    void whatIsSaidFollowsWhatWasRead() {
        recents.offer("crypt", EPOCH, read(10, 12));
        recents.told("crypt", message(13));

        Recent recent = recents.of("crypt", EPOCH).orElseThrow();
        assertThat(recent.lastSeq()).isEqualTo(13);
        assertThat(recent.reachesBackTo(9)).isTrue();
        assertThat(recent.reachesBackTo(8)).isFalse();
        assertThat(recent.after(11)).extracting(Told::seq).containsExactly(12L, 13L);
        assertThat(recent.after(13)).isEmpty();
    }

    @Test
    void whatWasReadBeforeItWasToldIsThereOnce() {
        recents.offer("crypt", EPOCH, read(10, 12));
        recents.told("crypt", message(12));

        assertThat(recents.of("crypt", EPOCH).orElseThrow().after(0))
                .extracting(Told::seq)
                .containsExactly(10L, 11L, 12L);
    }

    @Test
    void aRoomWhereAMessageIsMissingIsForgotten() {
        recents.offer("crypt", EPOCH, read(10, 12));
        recents.told("crypt", message(14));

        assertThat(recents.hold("crypt")).isFalse();
    }

    @Test
    void aRoomThatBeginsAnewIsForgotten() {
        recents.offer("crypt", EPOCH, read(10, 12));
        recents.told("crypt", message(1));

        assertThat(recents.hold("crypt")).isFalse();
    }

    @Test
    void anotherHistoryIsNotThisOne() {
        recents.offer("crypt", EPOCH, read(1, 3));
        assertThat(recents.of("crypt", "later")).isEmpty();

        recents.offer("crypt", "later", new Recent("later", 0));
        assertThat(recents.of("crypt", "later")).isPresent();
    }

    @Test
    void whoReachesFurtherBackIsKept() {
        recents.offer("crypt", EPOCH, read(10, 12));
        recents.offer("crypt", EPOCH, read(5, 12));
        recents.offer("crypt", EPOCH, read(11, 12));

        assertThat(recents.of("crypt", EPOCH).orElseThrow().reachesBackTo(4)).isTrue();
    }

    @Test
    void nothingReachesOverADamagedMessage() {
        Recent read = read(10, 12);
        read.takeLater(message(14));

        assertThat(read.lastSeq()).isEqualTo(14);
        assertThat(read.reachesBackTo(12)).isFalse();
        assertThat(read.reachesBackTo(13)).isTrue();
    }

    @Test
    void ofARoomNoMoreIsKeptThanAReaderIsGivenAtOnce() {
        Recent read = new Recent(EPOCH, 0);
        LongStream.rangeClosed(1, 100).forEach(seq -> read.takeLater(message(seq, 10_000)));

        assertThat(read.after(0).stream().mapToInt(Told::bytes).sum())
                .isBetween(Recent.MAX_BYTES - 10_000, Recent.MAX_BYTES);
        assertThat(read.reachesBackTo(50)).isFalse();
        assertThat(read.lastSeq()).isEqualTo(100);
    }

    @Test
    void ofAllRoomsThoseInUseAreKept() {
        for (int i = 0; i < 100; i++) {
            Recent read = new Recent(EPOCH, 0);
            LongStream.rangeClosed(1, 20).forEach(seq -> read.takeLater(message(seq, 10_000)));
            recents.offer("room-" + i, EPOCH, read);
            recents.of("room-0", EPOCH);
        }

        assertThat(recents.hold("room-0")).isTrue();
        assertThat(recents.hold("room-1")).isFalse();
        assertThat(recents.hold("room-99")).isTrue();
        assertThat(LongStream.range(0, 100).filter(i -> recents.hold("room-" + i)))
                .hasSizeBetween(15, 20);
    }

    private static Recent read(long first, long last) {
        Recent read = new Recent(EPOCH, first - 1);
        LongStream.rangeClosed(first, last).forEach(seq -> read.takeLater(message(seq)));
        return read;
    }

    private static Told message(long seq) {
        return message(seq, 10);
    }

    private static Told message(long seq, int bytes) {
        return Told.message("id-" + seq, seq, "x".repeat(bytes), "x".repeat(bytes));
    }
}

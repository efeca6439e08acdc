package org.monstermash.bus.link;

import static org.assertj.core.api.Assertions.assertThat;
import static org.monstermash.bus.link.Redeliveries.Verdict.IN_HAND;
import static org.monstermash.bus.link.Redeliveries.Verdict.NEW;
import static org.monstermash.bus.link.Redeliveries.Verdict.SETTLED;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RedeliveriesTest {
    private final Redeliveries redeliveries = new Redeliveries();

    @BeforeEach
    void threeAreDelivered() {
        redeliveries.epoch("one");
        for (long seq = 4; seq <= 6; seq++) {
            assertThat(redeliveries.delivered("crypt", seq)).isEqualTo(NEW);
        }
    }

    @Test
    void whatIsInHandIsNotNew() {
        assertThat(redeliveries.delivered("crypt", 5)).isEqualTo(IN_HAND);
        assertThat(redeliveries.delivered("attic", 5)).isEqualTo(NEW);
    }

    @Test
    void whatWasSettledOutOfOrderStaysSettled() {
        redeliveries.settled("crypt", 5);

        assertThat(redeliveries.delivered("crypt", 4)).isEqualTo(IN_HAND);
        assertThat(redeliveries.delivered("crypt", 5)).isEqualTo(SETTLED);
        assertThat(redeliveries.delivered("crypt", 6)).isEqualTo(IN_HAND);
        redeliveries.settled("crypt", 4);
        assertThat(redeliveries.delivered("crypt", 4)).isEqualTo(SETTLED);
        assertThat(redeliveries.delivered("crypt", 5)).isEqualTo(SETTLED);
        assertThat(redeliveries.delivered("crypt", 7)).isEqualTo(NEW);
    }

    @Test
    void aRoomThatIsSettledKnowsItsEnd() {
        for (long seq = 6; seq >= 4; seq--) {
            redeliveries.settled("crypt", seq);
        }

        assertThat(redeliveries.delivered("crypt", 6)).isEqualTo(SETTLED);
        assertThat(redeliveries.delivered("crypt", 7)).isEqualTo(NEW);
        assertThat(redeliveries.delivered("crypt", 6)).isEqualTo(SETTLED);
    }

    @Test
    void inAnotherEpochEverythingIsNew() {
        redeliveries.settled("crypt", 4);
        redeliveries.epoch("one");
        assertThat(redeliveries.delivered("crypt", 4)).isEqualTo(SETTLED);

        redeliveries.epoch("two");

        assertThat(redeliveries.delivered("crypt", 4)).isEqualTo(NEW);
        assertThat(redeliveries.delivered("crypt", 5)).isEqualTo(NEW);
    }

    @Test
    void ofManySettledRoomsTheOldestAreForgotten() {
        for (int room = 0; room < 10_001; room++) {
            redeliveries.delivered("room-" + room, 1);
            redeliveries.settled("room-" + room, 1);
        }

        assertThat(redeliveries.delivered("room-10000", 1)).isEqualTo(SETTLED);
        assertThat(redeliveries.delivered("room-0", 1)).isEqualTo(NEW);
    }

    @Test
    void whatWasInHandWhenAllRoomsWereLeftIsNewAgain() {
        redeliveries.delivered("attic", 1);
        redeliveries.settled("attic", 1);

        redeliveries.left();

        assertThat(redeliveries.delivered("crypt", 4)).isEqualTo(NEW);
        assertThat(redeliveries.delivered("attic", 1)).isEqualTo(SETTLED);
    }
}

package org.monstermash.gateway.live;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.monstermash.gateway.door.ClientAddress;

class ConnectionsTest {
    private static final ClientAddress ADA = new ClientAddress("192.0.2.1", false);
    private static final ClientAddress BOB = new ClientAddress("192.0.2.2", false);
    private static final ClientAddress HERE = new ClientAddress("127.0.0.1", true);

    @Test
    void oneAddressMayHoldOnlySoMany() {
        Connections connections = new Connections(100, 2);

        assertThat(connections.admit(ADA)).isEmpty();
        assertThat(connections.admit(ADA)).isEmpty();
        assertThat(connections.admit(ADA)).isPresent();
        assertThat(connections.admit(BOB)).isEmpty();
    }

    @Test
    void aPlaceGivenBackIsFree() {
        Connections connections = new Connections(1, 1);
        connections.admit(ADA);
        connections.left(ADA);

        assertThat(connections.admit(ADA)).isEmpty();
    }

    @Test
    void whoIsRefusedHoldsNoPlace() {
        Connections connections = new Connections(2, 1);
        connections.admit(ADA);
        connections.admit(ADA);

        assertThat(connections.admit(BOB)).isEmpty();
    }

    @Test
    void loopbackCountsOnlyForTheWhole() {
        Connections connections = new Connections(3, 1);
        connections.admit(HERE);
        connections.admit(HERE);
        connections.admit(HERE);

        assertThat(connections.admit(HERE)).isPresent();
    }
}

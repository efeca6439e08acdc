package org.monstermash.systemtests.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.monstermash.systemtests.Jars;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.RunningProcess;

/** Readers on another machine, at the end of a cable that can be cut. */
@Tag("system")
@Tag("long")
class NetworkFaultsTest {
    @TempDir
    Path dir;

    @Test
    void aReaderWhoseNetworkVanishesIsNoticedAndOneAddressHoldsOnlyItsShare() {
        Map<String, String> settings = Map.of("GATEWAY_HOST", "0.0.0.0", "MAX_CONNECTIONS_PER_IP", "2");
        try (Privileges.Cable cable = Privileges.Cable.laid("mmash");
                OpenRoom room = OpenRoom.in(dir, settings, List.of());
                RunningProcess first = reader(cable, room);
                RunningProcess second = reader(cable, room)) {
            first.awaitLine("inside");
            second.awaitLine("inside");
            try (RunningProcess third = reader(cable, room)) {
                assertThat(third.awaitLine("closed")).isEqualTo("closed 1013");
            }
            assertThat(connections(room)).isEqualTo(2);
            Reliability.figure(Row.T25B, "number 3 of 2 closed with 1013, the others untouched");

            Moment.of(Duration.ofSeconds(30)); // longer than anybody is kept who does not answer
            assertThat(connections(room)).isEqualTo(2);

            cable.cut();
            long cut = System.nanoTime();
            await().atMost(Duration.ofSeconds(120))
                    .pollInterval(Duration.ofMillis(200))
                    .until(() -> connections(room) == 0);
            double noticed = Moment.since(cut);
            assertThat(noticed).isLessThan(45);
            Reliability.figure(Row.T17, "both noticed and freed after %.1f s", noticed);
        }
    }

    private static double connections(OpenRoom room) {
        return Gauge.meter(room.port(), "monstermash_connections");
    }

    private RunningProcess reader(Privileges.Cable cable, OpenRoom room) {
        return RunningProcess.start(
                dir,
                Map.of(),
                cable.beyond(List.of(
                        Jars.newJava().toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        LonelyReader.class.getName(),
                        "ws://" + cable.address() + ":" + room.port() + "/live?room=cable")));
    }
}

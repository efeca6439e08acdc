package org.monstermash.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway does before it opens, and when it closes. */
@Tag("system")
class GatewayStartTest {
    private static final Duration START = Duration.ofSeconds(30);

    @TempDir
    Path dir;

    @Test
    void aSettingThatCannotBeUsedStopsTheStartWithOneLine() {
        try (RunningProcess gateway = RunningProcess.start(dir, Map.of("UVICORN_PORT", "door"), Jars.gateway())) {
            assertThat(gateway.awaitExit(START)).isEqualTo(2);
            assertThat(gateway.err()).containsExactly("UVICORN_PORT=door: expected a whole number from 1 to 65535");
        }
    }

    @Test
    void theLogKeepsEmojiWithoutALocale() {
        Map<String, String> environment = Map.of(
                "LC_ALL",
                "POSIX",
                "GATEWAY_PORT",
                String.valueOf(FreePort.find()),
                "BUS__BACKEND",
                "kafka",
                "BUS__KAFKA__BROKERS",
                "127.0.0.1:" + FreePort.find());
        try (RunningProcess gateway = RunningProcess.start(dir, environment, Jars.gateway())) {
            assertThat(gateway.awaitLine("📡 no broker at")).isNotEmpty();
        }
    }

    @Test
    void aSecondGatewayOnTheSameDataIsRefused() {
        try (OpenRoom room = OpenRoom.in(dir, Map.of(), List.of())) {
            RunningProcess second =
                    room.runToEnd(Map.of("GATEWAY_PORT", String.valueOf(FreePort.find())), Jars.gateway(), START);

            assertThat(second.awaitExit(START)).isNotZero();
            assertThat(second.err()).singleElement().asString().contains("DATA_DIR");
            assertThat(room.gateway().isAlive()).isTrue();
        }
    }

    @Test
    void terminationClosesEverySocketWithRestart() throws Exception {
        try (OpenRoom room = OpenRoom.in(dir, Map.of(), List.of());
                SocketReader live = room.client().read("/live")) {
            room.gateway().terminate();

            assertThat(live.closed().get(5, TimeUnit.SECONDS)).isEqualTo(1012);
            assertThat(room.gateway().awaitExit(Duration.ofSeconds(5))).isZero();
        }
    }
}

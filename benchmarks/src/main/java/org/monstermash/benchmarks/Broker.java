package org.monstermash.benchmarks;

import java.util.Map;

/** The broker that {@code run.sh --kafka} brings, as a process of its own. */
final class Broker implements AutoCloseable {
    private final int port = FreePort.find();
    private final RunningProgram program;

    Broker(Bench bench) {
        program = RunningProgram.start(
                bench.programs().broker(bench.dir().resolve("kafka").toString(), String.valueOf(port)),
                Map.of(),
                bench.dir(),
                "broker");
        program.awaitReady(() -> program.said().contains("Kafka is ready"));
    }

    /** What makes a process speak on it. */
    Map<String, String> settings() {
        return Map.of("BUS__BACKEND", "kafka", "BUS__KAFKA__BROKERS", "127.0.0.1:" + port);
    }

    @Override
    public void close() {
        program.close();
    }
}

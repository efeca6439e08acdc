package org.monstermash.benchmarks;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/** What it costs the server to tell a room, beside a server that does nothing else. */
final class FanoutBenchmark implements Benchmark {
    private static final String WORDS = "the dead dance slowly and somebody has to count their steps ".repeat(2);
    private static final int GATHERED = 8;

    @Override
    public String name() {
        return "fanout";
    }

    @Override
    public String question() {
        return "deliveries per second of the server's CPU: the words of a reply to every reader, one event at a time and "
                + GATHERED + " at once; beside a bare Vert.x server";
    }

    @Override
    public void run(Bench bench) throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        try (FanoutServer gateway = new GatewayFanout(bench);
                FanoutServer bare = new BareFanout(bench)) {
            for (int readers : bench.plan().crowds()) {
                compare(bench, vertx, readers, gateway, bare);
            }
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static void compare(Bench bench, Vertx vertx, int readers, FanoutServer gateway, FanoutServer bare) {
        try (Crowd ours = Crowd.open(vertx, gateway.readers(), readers, FanoutServer.COUNTED);
                Crowd theirs = Crowd.open(vertx, bare.readers(), readers, FanoutServer.COUNTED)) {
            Measured single = new Measured(1, gateway, bare);
            Measured gathered = new Measured(GATHERED, gateway, bare);
            for (Measured each : List.of(single, gathered)) {
                each.rounds(bench.plan(), ours, theirs, readers);
                each.tell(bench.report(), readers);
            }
        }
    }

    /** Both servers under the same load, in turns, so that what else the machine does meets both. */
    private static final class Measured {
        private final int atOnce;
        private final Load ours;
        private final Load theirs;

        Measured(int atOnce, FanoutServer gateway, FanoutServer bare) {
            this.atOnce = atOnce;
            this.ours = new Load(gateway, atOnce);
            this.theirs = new Load(bare, atOnce);
        }

        void rounds(Plan plan, Crowd ourReaders, Crowd theirReaders, int readers) {
            ours.warmUp(ourReaders, readers, plan.warmUp());
            theirs.warmUp(theirReaders, readers, plan.warmUp());
            for (int round = 0; round < plan.rounds(); round++) {
                ours.measure(ourReaders, readers, plan.round());
                theirs.measure(theirReaders, readers, plan.round());
            }
        }

        void tell(Report report, int readers) {
            report.line(
                    readers + " readers, " + (atOnce == 1 ? "single" : atOnce + " at once"),
                    Report.text(
                            "gateway %,.0f (%.1f a frame)   bare %,.0f (%.1f a frame)   ratio %.0f %%",
                            ours.perCpuSecond(),
                            ours.perFrame(),
                            theirs.perCpuSecond(),
                            theirs.perFrame(),
                            100 * ours.perCpuSecond() / theirs.perCpuSecond()));
        }
    }

    /** A server, told again and again: the next time when everybody has heard the last. */
    private static final class Load {
        private final FanoutServer server;
        private final int atOnce;
        private Duration cpu = Duration.ZERO;
        private long deliveries;
        private long frames;

        Load(FanoutServer server, int atOnce) {
            this.server = server;
            this.atOnce = atOnce;
        }

        void warmUp(Crowd crowd, int readers, Duration length) {
            drive(crowd, readers, length);
        }

        void measure(Crowd crowd, int readers, Duration length) {
            Duration cpuBefore = cpuOf(server.pid());
            long deliveriesBefore = crowd.deliveries();
            long framesBefore = crowd.frames();
            drive(crowd, readers, length);
            cpu = cpu.plus(cpuOf(server.pid()).minus(cpuBefore));
            deliveries += crowd.deliveries() - deliveriesBefore;
            frames += crowd.frames() - framesBefore;
        }

        private static Duration cpuOf(long pid) {
            return ProcessUsage.cpu(pid).minus(ProcessUsage.compilersCpu(pid));
        }

        private void drive(Crowd crowd, int readers, Duration length) {
            long end = System.nanoTime() + length.toNanos();
            do {
                long wanted = crowd.deliveries() + (long) readers * atOnce;
                server.tell(WORDS, atOnce);
                crowd.awaitDeliveries(wanted);
            } while (System.nanoTime() < end);
        }

        double perCpuSecond() {
            return deliveries / (Math.max(1, cpu.toMillis()) / 1e3);
        }

        double perFrame() {
            return (double) deliveries / frames;
        }
    }
}

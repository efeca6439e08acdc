package org.monstermash.benchmarks;

import java.util.List;
import java.util.Map;

/** How long people wait for the room, and for a monster in it. */
final class StartBenchmark implements Benchmark {
    @Override
    public String name() {
        return "start";
    }

    @Override
    public String question() {
        return "from the command to a gateway that is ready, and to a worker whose persona is awake";
    }

    @Override
    public void run(Bench bench) {
        Samples gateway = new Samples();
        Samples gatewayCpu = new Samples();
        Samples worker = new Samples();
        Samples workerCpu = new Samples();
        for (int i = 0; i < bench.plan().starts(); i++) {
            try (Room room = new Room(bench, Map.of())) {
                gateway.add(room.startGateway());
                gatewayCpu.add(ProcessUsage.cpu(room.gateway().pid()));
                worker.add(room.startWorker(List.of("witch"), "witch"));
                workerCpu.add(ProcessUsage.cpu(room.workers().getFirst().pid()));
            }
        }
        tell(bench.report(), "gateway ready", gateway, gatewayCpu);
        tell(bench.report(), "worker awake", worker, workerCpu);
    }

    private static void tell(Report report, String what, Samples wall, Samples cpu) {
        report.line(
                what,
                Report.text(
                        "median %.2f s   best %.2f s   CPU %.2f s",
                        wall.median() / 1e3, wall.percentile(0) / 1e3, cpu.median() / 1e3));
    }
}

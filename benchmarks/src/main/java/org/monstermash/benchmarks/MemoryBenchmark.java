package org.monstermash.benchmarks;

import java.util.List;
import java.util.Map;

/** What a room holds of the machine's memory. */
final class MemoryBenchmark implements Benchmark {
    private static final int SAID = 20;

    @Override
    public String name() {
        return "memory";
    }

    @Override
    public String question() {
        return "resident memory after " + SAID + " messages: of each process, of the room with the five, and of --all";
    }

    @Override
    public void run(Bench bench) throws InterruptedException {
        try (Room room = new Room(bench, Map.of())) {
            room.startGateway();
            for (String persona : Room.THE_FIVE) {
                room.startWorker(List.of(persona), persona);
            }
            talk(bench, room);
            double gateway = ProcessUsage.residentMiB(room.gateway().pid());
            List<Double> workers = room.workers().stream()
                    .map(worker -> ProcessUsage.residentMiB(worker.pid()))
                    .sorted()
                    .toList();
            double five = workers.stream().mapToDouble(Double::doubleValue).sum();
            tell(bench, "gateway", gateway);
            tell(bench, "worker (the middle one of five)", workers.get(workers.size() / 2));
            tell(bench, "gateway and five workers", gateway + five);
        }
        try (Room room = new Room(bench, Map.of())) {
            room.startGateway();
            room.startWorker(Room.THE_FIVE, "--all");
            talk(bench, room);
            tell(
                    bench,
                    "worker --all",
                    ProcessUsage.residentMiB(room.workers().getFirst().pid()));
        }
    }

    private static void talk(Bench bench, Room room) throws InterruptedException {
        for (int i = 0; i < SAID; i++) {
            room.say("graveyard", "The moon is full, and somebody dances. " + i);
        }
        Thread.sleep(bench.plan().settling());
    }

    private static void tell(Bench bench, String what, double mebibytes) {
        bench.report().line(what, Report.text("%.0f MiB", mebibytes));
    }
}

package org.monstermash.benchmarks;

import java.time.Duration;

/** How long after the click a message is on another's screen. */
final class LatencyBenchmark implements Benchmark {
    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String question() {
        return "from the POST to the answer (stored), and to the frame at another browser";
    }

    @Override
    public void run(Bench bench) throws InterruptedException {
        try (Room room = Room.open(bench);
                Ear ear = Ear.open(room, "latency")) {
            tell(bench, "in memory", room, ear);
        }
        try (Broker broker = new Broker(bench);
                Room room = Room.open(bench, broker.settings());
                Ear ear = Ear.open(room, "latency")) {
            tell(bench, "over Kafka", room, ear);
        }
    }

    private static void tell(Bench bench, String bus, Room room, Ear ear) throws InterruptedException {
        post(room, ear, bench.plan().messages(), "warm-up", new Samples(), new Samples());
        Samples stored = new Samples();
        Samples seen = new Samples();
        post(room, ear, bench.plan().messages(), "measured", stored, seen);
        bench.report().line("POST to stored, " + bus, stored.spread());
        bench.report().line("POST to browser, " + bus, seen.spread());
    }

    private static void post(Room room, Ear ear, int times, String what, Samples stored, Samples seen)
            throws InterruptedException {
        for (int i = 0; i < times; i++) {
            String content = what + " " + i + ".";
            long clicked = System.nanoTime();
            room.say("latency", content);
            stored.add(Duration.ofNanos(System.nanoTime() - clicked));
            Ear.Heard message = ear.await(frame -> frame.contains('"' + content + '"'));
            seen.add(Duration.ofNanos(message.nanos() - clicked));
        }
    }
}

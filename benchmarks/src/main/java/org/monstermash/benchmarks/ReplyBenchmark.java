package org.monstermash.benchmarks;

import java.time.Duration;
import java.util.List;

/** How long a persona takes that has nothing to wait for: no pauses, and a script instead of a model. */
final class ReplyBenchmark implements Benchmark {
    private static final String CAUSE = "@witch, is it number ";

    @Override
    public String name() {
        return "reply";
    }

    @Override
    public String question() {
        return "from the POST that addresses a persona to its first words at a browser, and to its whole reply";
    }

    @Override
    public void run(Bench bench) throws InterruptedException {
        try (Room room = Room.open(bench)) {
            room.startWorker(List.of("witch"), "witch");
            try (Ear ear = Ear.open(room, "reply")) {
                ask(room, ear, bench.plan().messages() / 5 + 1, new Samples(), new Samples());
                Samples words = new Samples();
                Samples whole = new Samples();
                ask(room, ear, bench.plan().messages() / 2 + 1, words, whole);
                bench.report().line("cause to first words", words.spread());
                bench.report().line("cause to whole reply", whole.spread());
            }
        }
    }

    private static void ask(Room room, Ear ear, int times, Samples words, Samples whole) throws InterruptedException {
        for (int i = 0; i < times; i++) {
            long asked = System.nanoTime();
            room.say("reply", CAUSE + i + "?");
            words.add(Duration.ofNanos(
                    ear.await(frame -> frame.contains("\"reply_delta\"")).nanos() - asked));
            whole.add(Duration.ofNanos(
                    ear.await(frame -> frame.contains("\"reply_ended\"")).nanos() - asked));
        }
    }
}

package org.monstermash.arena.compare;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.monstermash.arena.measures.Measure;
import org.monstermash.arena.transcript.MeasuredTurn;
import org.monstermash.arena.turn.Participant;
import org.monstermash.arena.turn.Recording;

/** Runs and the estimate of each measure of each. The same runs and seed give the same figures. */
public final class Comparison {
    private final List<Run> runs;
    private final List<Map<Measure, Estimate>> estimates = new ArrayList<>();

    private Comparison(List<Run> runs, long seed) {
        this.runs = List.copyOf(runs);
        for (Run run : this.runs) {
            Map<Measure, Estimate> figures = new EnumMap<>(Measure.class);
            for (Measure measure : Measure.values()) {
                Estimate.of(run.values(measure), new SplittableRandom(seed))
                        .ifPresent(estimate -> figures.put(measure, estimate));
            }
            estimates.add(figures);
        }
    }

    /** @param seed of the bootstrap */
    public static Comparison of(List<Run> runs, long seed) {
        if (runs.isEmpty()) {
            throw new IllegalArgumentException("nothing to compare");
        }
        return new Comparison(runs, seed);
    }

    /** A recording as one run. */
    public static Run whole(String label, Recording recording) {
        return new Run(label, MeasuredTurn.all(recording.turns()));
    }

    /** A recording as one run for each who spoke. */
    public static List<Run> bySpeaker(String label, Recording recording) {
        List<MeasuredTurn> turns = MeasuredTurn.all(recording.turns());
        List<Run> runs = new ArrayList<>();
        for (int n = 0; n < recording.header().participants().size(); n++) {
            int speaker = n;
            Participant who = recording.header().participants().get(n);
            runs.add(new Run(
                    label + " · " + who.name(),
                    turns.stream()
                            .filter(turn -> turn.turn().speaker() == speaker)
                            .toList()));
        }
        return runs;
    }

    List<Run> runs() {
        return runs;
    }

    /** Nothing where no turn of the run has a value. */
    Optional<Estimate> estimate(int run, Measure measure) {
        return Optional.ofNullable(estimates.get(run).get(measure));
    }
}

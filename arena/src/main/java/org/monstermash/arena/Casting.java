package org.monstermash.arena;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.monstermash.arena.demo.ScriptedPartner;
import org.monstermash.arena.duel.Speaker;
import org.monstermash.arena.duel.Time;
import org.monstermash.arena.options.Plan;
import org.monstermash.arena.options.Voice;
import org.monstermash.arena.secrets.DiscreetModel;
import org.monstermash.arena.turn.DuelSettings;
import org.monstermash.models.Model;
import org.monstermash.models.provider.ModelOptions;
import org.monstermash.models.provider.ProviderModel;
import org.monstermash.models.provider.RequestGate;
import org.monstermash.settings.Settings;

/** Makes the models of a plan: those that are asked, and those that follow a script. */
final class Casting {
    /** A whole answer takes as long as all its words. */
    private static final int WHOLE_ANSWER_TIMES = 5;

    private final Settings.ModelRouting settings;
    private final Time time;

    Casting(Settings.ModelRouting settings, Time time) {
        this.settings = settings;
        this.time = time;
    }

    /** In the order of the plan's participants; for one run. */
    List<Speaker> speakers(Plan plan) {
        return IntStream.range(0, plan.voices().size())
                .mapToObj(i -> new Speaker(plan.header().participants().get(i), model(plan, i)))
                .toList();
    }

    private Model model(Plan plan, int index) {
        return switch (plan.voices().get(index)) {
            case Voice.Asked asked ->
                DiscreetModel.of(
                        new ProviderModel(
                                asked.endpoint(),
                                options(plan.header().settings()),
                                RequestGate.open(),
                                time.sleeper()),
                        plan.secrets());
            case Voice.Scripted scripted ->
                new ScriptedPartner(scripted.persona(), partner(plan, index), seed(plan, index), time);
        };
    }

    private static String partner(Plan plan, int index) {
        int partner = (index + plan.voices().size() - 1) % plan.voices().size();
        return plan.header().participants().get(partner).name();
    }

    /** Without a seed each duel is another one, but a resumed one is the same. */
    private static long seed(Plan plan, int index) {
        long seed = Optional.ofNullable(plan.header().settings().seed())
                .orElseGet(() -> Long.parseLong(plan.header().id(), 16));
        return seed * 1_000 + index;
    }

    private ModelOptions options(DuelSettings duel) {
        Duration first = settings.firstTokenTimeout();
        return new ModelOptions(
                0,
                duel.temperature() == null ? OptionalDouble.empty() : OptionalDouble.of(duel.temperature()),
                duel.seed() == null ? OptionalLong.empty() : OptionalLong.of(duel.seed()),
                duel.stream(),
                settings.connectTimeout(),
                duel.stream() ? first : first.multipliedBy(WHOLE_ANSWER_TIMES),
                settings.idleTimeout());
    }
}

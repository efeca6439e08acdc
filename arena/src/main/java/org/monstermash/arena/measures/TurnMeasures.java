package org.monstermash.arena.measures;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What was measured of one turn.
 *
 * @param values finite numbers; a measure without a value is absent
 * @param attractor whether the conversation stood still at this turn: see {@link Attractor}
 */
public record TurnMeasures(Map<Measure, Double> values, boolean attractor) {
    public static final TurnMeasures NONE = new TurnMeasures(Map.of(), false);

    public TurnMeasures {
        EnumMap<Measure, Double> copy = new EnumMap<>(Measure.class);
        copy.putAll(values);
        copy.forEach((measure, value) -> {
            if (!Double.isFinite(value)) {
                throw new IllegalArgumentException(measure.key() + " is not a number: " + value);
            }
        });
        values = Collections.unmodifiableMap(copy);
    }

    public OptionalDouble value(Measure measure) {
        Double value = values.get(measure);
        return value == null ? OptionalDouble.empty() : OptionalDouble.of(value);
    }
}

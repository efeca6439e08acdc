package org.monstermash.worker.voice;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/** The circuit of each model, shared by the personas of a process. As many as models are configured. Any thread. */
public final class Circuits {
    private final Map<String, Circuit> byModel = new ConcurrentHashMap<>();
    private final LongSupplier nanoTime;

    /** @param nanoTime a monotonic clock, as {@link System#nanoTime} */
    public Circuits(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    Circuit of(String model) {
        return byModel.computeIfAbsent(model, name -> new Circuit(nanoTime));
    }
}

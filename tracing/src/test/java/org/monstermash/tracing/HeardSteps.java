package org.monstermash.tracing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what it is told. */
final class HeardSteps implements Steps {
    final List<Step> all = new CopyOnWriteArrayList<>();
    volatile boolean closed;

    @Override
    public void took(Step step) {
        all.add(step);
    }

    Step only(String name) {
        List<Step> found = all.stream().filter(step -> step.name().equals(name)).toList();
        assertThat(found).as("%s among %s", name, all).hasSize(1);
        return found.getFirst();
    }

    @Override
    public void close() {
        closed = true;
    }
}

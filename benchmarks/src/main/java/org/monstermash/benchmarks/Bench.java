package org.monstermash.benchmarks;

import java.nio.file.Path;

/**
 * What a benchmark works with.
 *
 * @param dir a folder of this run's own, removed at its end
 */
record Bench(Programs programs, Plan plan, Report report, Path dir) {}

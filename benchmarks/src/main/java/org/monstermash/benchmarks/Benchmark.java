package org.monstermash.benchmarks;

/** One measurement, or a few that belong together. Starts what it needs and ends it. */
interface Benchmark {

    /** What it is called on the command line. */
    String name();

    /** In one sentence: what is measured, and what it is compared with. */
    String question();

    /** Measures and tells the report. Throws what a part of it threw: a number that cannot be had is no number. */
    void run(Bench bench) throws Exception;
}

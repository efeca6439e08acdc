/** Measurements of the jars as processes, from outside: what a start, a message, a reader, a reply costs. */
package org.monstermash.benchmarks;

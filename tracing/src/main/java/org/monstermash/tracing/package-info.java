/**
 * What happens to a message, as spans for an OpenTelemetry collector. Nothing of it is loaded where no collector is
 * named. Spans hold names, ids, counts and times: never what was said, a prompt or a key.
 */
package org.monstermash.tracing;

/** What operators see of a running room: traces, metrics, logs. */
package org.monstermash.systemtests.watch;

/** What dies, and what is left then: each row of {@code docs/RELIABILITY.md} is a test here, and writes its figure. */
package org.monstermash.systemtests.faults;

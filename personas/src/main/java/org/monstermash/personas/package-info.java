/** Who speaks and when: personas, their files, the reply policy, pauses, and the scripted lines. */
package org.monstermash.personas;

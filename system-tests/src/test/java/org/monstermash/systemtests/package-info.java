/** The room from outside: real jars as processes, spoken to as any other program would. */
package org.monstermash.systemtests;

/** What a run says on the terminal. */
package org.monstermash.arena.console;

/** The engine: whose turn it is, what each is asked, what its partner hears, and when it ends. Plain Java. */
package org.monstermash.arena.duel;

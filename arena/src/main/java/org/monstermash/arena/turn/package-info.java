/** What a duel is made of, and who hears of it: the seam between the engine and everything that shows or keeps a duel. */
package org.monstermash.arena.turn;

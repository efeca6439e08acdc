/** A duel in a room of a running gateway, word by word, for whoever has the room open. */
package org.monstermash.arena.watch;

/** A duel as JSON Lines: written turn by turn, read back whole. The format is described in {@code docs/ARENA-MEASURES.md}. */
package org.monstermash.arena.transcript;

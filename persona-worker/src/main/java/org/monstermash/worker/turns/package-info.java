/**
 * The way of one message through a persona: {@link org.monstermash.worker.turns.PersonaTurns} hears it, {@link
 * org.monstermash.worker.turns.RoomTurns} takes the turns of its room one after the other, {@link
 * org.monstermash.worker.turns.Choice} decides what is answered, {@link org.monstermash.worker.turns.Answer} reads, asks
 * and says it, and {@link org.monstermash.worker.turns.Telling} tells it live. Plain Java; the reasons are in {@code
 * docs/decisions/0008-turn-taking.md}.
 */
package org.monstermash.worker.turns;

/** What can be counted in a conversation, turn by turn. The formulas are those of {@code docs/ARENA-MEASURES.md}. */
package org.monstermash.arena.measures;

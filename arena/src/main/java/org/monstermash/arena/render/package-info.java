/** A duel for people: one HTML file that grows with it, Markdown, a table for the console. */
package org.monstermash.arena.render;

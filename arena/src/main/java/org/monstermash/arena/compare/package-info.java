/** Several runs side by side: medians with their uncertainty, on the console and as one page. */
package org.monstermash.arena.compare;

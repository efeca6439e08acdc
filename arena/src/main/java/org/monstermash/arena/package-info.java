/** The process: two models converse. */
package org.monstermash.arena;

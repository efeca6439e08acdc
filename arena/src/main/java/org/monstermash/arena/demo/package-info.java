/** Personas that converse by their scripts: no network, no key. */
package org.monstermash.arena.demo;

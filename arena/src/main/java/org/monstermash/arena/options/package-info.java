/** From the words of the command line to what is to be done; every mistake is one line, before anything is sent. */
package org.monstermash.arena.options;

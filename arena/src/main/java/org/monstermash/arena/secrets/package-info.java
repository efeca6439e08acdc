/** What nobody may read. */
package org.monstermash.arena.secrets;

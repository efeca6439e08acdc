/** What the arena leaves behind, looked at with a real browser. */
package org.monstermash.systemtests.arena;

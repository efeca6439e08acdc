/** How long a persona reads and types. */
package org.monstermash.personas.pauses;

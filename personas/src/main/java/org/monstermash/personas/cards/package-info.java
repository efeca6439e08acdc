/** Personas as character cards of other programs: V1, V2 and V3, as JSON or inside a PNG picture. */
package org.monstermash.personas.cards;

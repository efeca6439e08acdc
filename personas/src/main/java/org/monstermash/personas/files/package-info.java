/** Personas as files: the YAML format, and the library of those that ship and those of one's own. */
package org.monstermash.personas.files;

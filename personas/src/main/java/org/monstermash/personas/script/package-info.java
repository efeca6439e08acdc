/** What a persona says without a model: a small grammar, and the choice of a line that answers what was said. */
package org.monstermash.personas.script;

/** What a model is asked about a room, and which of its words are its own. */
package org.monstermash.models.prompt;

/** A model server that obeys a script: what tests put in a provider's place. */
package org.monstermash.models.stub;

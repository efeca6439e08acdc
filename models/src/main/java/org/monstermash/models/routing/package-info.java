/** From a model's name to where it is asked. */
package org.monstermash.models.routing;

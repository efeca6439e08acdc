/** One protocol's request and answer on the wire; one transport for all of them. */
package org.monstermash.models.provider;

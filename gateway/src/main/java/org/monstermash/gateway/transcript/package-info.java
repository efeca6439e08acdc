/** A room as one file, to keep. */
package org.monstermash.gateway.transcript;

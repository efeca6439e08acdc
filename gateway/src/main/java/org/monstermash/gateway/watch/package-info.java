/** What operators see: health and meters. */
package org.monstermash.gateway.watch;

/** Which bus carries the rooms of this gateway, and who is told how it is. */
package org.monstermash.gateway.bus;

/** From the bus to the sockets: who reads which room, what each is told, and what happens to a reader that is too slow. */
package org.monstermash.gateway.live;

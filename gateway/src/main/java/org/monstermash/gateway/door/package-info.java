/** Who may come in: asked of every HTTP request and every WebSocket handshake, before anything else happens. */
package org.monstermash.gateway.door;

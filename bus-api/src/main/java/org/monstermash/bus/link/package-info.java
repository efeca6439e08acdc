/**
 * The link between a worker's process and a gateway, over the WebSocket {@code /bus}: its frames, and the worker's side
 * of it. See {@code docs/protocol/bus-link.md}.
 */
package org.monstermash.bus.link;

/**
 * The gateway's side of {@code /bus}, where workers take their seats: see {@code docs/protocol/bus-link.md}. The frames
 * are in {@link org.monstermash.bus.link.Frame}.
 */
package org.monstermash.gateway.link;

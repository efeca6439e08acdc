/**
 * The bus that lives in the gateway's process: everybody in one memory, what must survive in a {@link
 * org.monstermash.bus.MessageLog}.
 */
package org.monstermash.bus.memory;

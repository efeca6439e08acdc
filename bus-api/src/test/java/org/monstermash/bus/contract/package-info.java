/**
 * What every {@link org.monstermash.bus.ChatBus} promises, as tests. A new bus extends {@link
 * org.monstermash.bus.contract.ChatBusContract} with a {@link org.monstermash.bus.contract.BusFixture} of its own.
 */
package org.monstermash.bus.contract;

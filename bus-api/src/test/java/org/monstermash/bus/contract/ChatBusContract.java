package org.monstermash.bus.contract;

/**
 * The contract of {@link org.monstermash.bus.ChatBus}. Every implementation passes all of it; where one truly differs,
 * its {@link BusFixture} says so as data.
 */
public abstract class ChatBusContract extends LiveContract {}

/**
 * How what is said travels: the {@link org.monstermash.bus.ChatBus} and its in-memory implementation.
 */
package org.monstermash.bus;

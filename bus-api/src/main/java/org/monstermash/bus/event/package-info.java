/**
 * What is said: messages, what happens live around them, and what is remembered about a room.
 *
 * <p>Plain records without any framework. {@link org.monstermash.bus.event.EventJson} is their only JSON form.
 */
package org.monstermash.bus.event;

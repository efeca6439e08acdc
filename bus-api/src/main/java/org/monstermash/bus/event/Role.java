package org.monstermash.bus.event;

/** Who a message comes from: a person or a persona. */
public enum Role {
    HUMAN,
    MONSTER
}

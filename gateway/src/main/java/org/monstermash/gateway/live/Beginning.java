package org.monstermash.gateway.live;

/**
 * Where a reader begins in its room's history.
 *
 * @param newest the room's newest seq
 * @param from the seq before the first message it is given
 * @param isReset whether what it had is not of this history
 */
record Beginning(long newest, long from, boolean isReset) {}

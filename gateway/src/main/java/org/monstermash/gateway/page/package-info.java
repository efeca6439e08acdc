/** The page people chat on, the one they enter the password on, and the reference of the HTTP interface. */
package org.monstermash.gateway.page;

/** A Kafka broker in one process. */
package org.monstermash.broker;

/**
 * The bus on Kafka: for whoever outgrows one machine. On the bare client; what a gateway makes of the topic is its
 * {@link org.monstermash.bus.kafka.ReadModel}.
 */
package org.monstermash.bus.kafka;

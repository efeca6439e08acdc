package org.monstermash.bus.kafka;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.monstermash.bus.event.EventJson;
import org.monstermash.bus.event.LiveEvent;
import org.monstermash.bus.event.Message;

/** How messages and events are written as records, and read. */
final class Records {
    /** Of a live event: its {@code type}, so that who does not want it need not read it. */
    static final String TYPE = "type";

    /** Of a live event: the process that says it. */
    static final String PROCESS = "process";

    /** Of a message: the offset of the live event it must not overtake. */
    static final String AFTER_LIVE = "after-live";

    private Records() {}

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] utf8) {
        return utf8 == null ? null : new String(utf8, StandardCharsets.UTF_8);
    }

    /** Without seq: whoever reads it counts. Where it goes is for Kafka's own partitioner to say, by the room. */
    static ProducerRecord<byte[], byte[]> of(Message message, String topic, Optional<Long> afterLive) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(topic, utf8(message.room()), utf8(EventJson.write(message.withSeq(0))));
        afterLive.ifPresent(offset -> record.headers().add(AFTER_LIVE, utf8(Long.toString(offset))));
        return record;
    }

    static ProducerRecord<byte[], byte[]> live(String key, ObjectNode event, TopicPartition live, String process) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(live.topic(), live.partition(), utf8(key), utf8(event.toString()));
        record.headers().add(TYPE, utf8(event.path("type").asText())).add(PROCESS, utf8(process));
        return record;
    }

    /**
     * The message, without a seq.
     *
     * @throws IllegalArgumentException saying what is wrong, when it is none
     */
    static Message message(ConsumerRecord<byte[], byte[]> record) {
        ObjectNode json = object(record);
        json.remove("seq");
        Message message = EventJson.message(json);
        if (!message.room().equals(text(record.key()))) {
            throw new IllegalArgumentException("the key must be the room: " + text(record.key()));
        }
        return message;
    }

    /** @throws IllegalArgumentException saying what is wrong, when it is none */
    static LiveEvent event(ConsumerRecord<byte[], byte[]> record) {
        return EventJson.event(object(record));
    }

    /** @throws IllegalArgumentException when the value is not a JSON object */
    static ObjectNode object(ConsumerRecord<byte[], byte[]> record) {
        try {
            if (record.value() != null && EventJson.MAPPER.readTree(record.value()) instanceof ObjectNode object) {
                return object;
            }
            throw new IllegalArgumentException("not a JSON object");
        } catch (IOException e) {
            // Jackson's own words would quote the text.
            throw new IllegalArgumentException("not JSON");
        }
    }

    static Optional<String> header(ConsumerRecord<byte[], byte[]> record, String name) {
        Header header = record.headers().lastHeader(name);
        return Optional.ofNullable(header).map(found -> text(found.value()));
    }

    static Optional<Long> afterLive(ConsumerRecord<byte[], byte[]> record) {
        try {
            return header(record, AFTER_LIVE).map(Long::valueOf);
        } catch (NumberFormatException nobodyOfOurs) {
            return Optional.empty();
        }
    }

    static String place(ConsumerRecord<byte[], byte[]> record) {
        return record.topic() + "-" + record.partition() + "-" + record.offset();
    }
}

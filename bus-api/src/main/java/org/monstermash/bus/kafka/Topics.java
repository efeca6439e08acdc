package org.monstermash.bus.kafka;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.clients.producer.internals.BuiltInPartitioner;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * The four topics. Messages are spread by room over the partitions; the others have one, because their order matters
 * and little is in them: live events (kept for an hour), state (the newest of each key is kept) and what could not be
 * read.
 */
final class Topics {
    final String messages;
    final TopicPartition live;
    final TopicPartition state;
    final TopicPartition dead;
    private final KafkaSettings settings;

    Topics(KafkaSettings settings) {
        this.settings = settings;
        this.messages = settings.topic();
        this.live = new TopicPartition(messages + ".live", 0);
        this.state = new TopicPartition(messages + ".state", 0);
        this.dead = new TopicPartition(messages + ".dead", 0);
    }

    /** The topic of the messages as it is. */
    record Layout(String id, int partitions) {

        /** As every producer of Kafka spreads keys by default, so that others may write too. */
        int partitionOf(String room) {
            return BuiltInPartitioner.partitionForKey(Records.utf8(room), partitions);
        }
    }

    /**
     * Creates what is absent. Blocks for seconds.
     *
     * @throws KafkaException when no broker answers or it does not allow it
     */
    Layout ensure(Admin admin) {
        Map<String, NewTopic> wanted = wanted();
        Map<String, TopicDescription> found = describe(admin, wanted);
        if (found.size() < wanted.size()) {
            wanted.keySet().removeAll(found.keySet());
            create(admin, wanted);
            found = describe(admin, wanted());
        }
        TopicDescription description = found.get(messages);
        if (description == null) {
            throw new UnknownTopicOrPartitionException("topic " + messages + " is being made");
        }
        return new Layout(
                description.topicId().toString(), description.partitions().size());
    }

    private Map<String, NewTopic> wanted() {
        Map<String, NewTopic> wanted = new HashMap<>();
        // Brokers stamp the time: one clock, and no producer is refused because its own is wrong.
        put(wanted, messages, settings.partitions(), Map.of("retention.ms", "-1", "cleanup.policy", "delete"));
        put(
                wanted,
                live.topic(),
                1,
                Map.of("retention.ms", "3600000", "segment.ms", "600000", "cleanup.policy", "delete"));
        put(wanted, state.topic(), 1, Map.of("cleanup.policy", "compact"));
        put(wanted, dead.topic(), 1, Map.of("retention.ms", "-1", "cleanup.policy", "delete"));
        return wanted;
    }

    private void put(Map<String, NewTopic> wanted, String name, int partitions, Map<String, String> own) {
        Map<String, String> configs = new HashMap<>(own);
        configs.put("message.timestamp.type", "LogAppendTime");
        configs.put("max.message.bytes", Integer.toString(Clients.MAX_RECORD_BYTES));
        wanted.put(name, new NewTopic(name, partitions, settings.replication()).configs(configs));
    }

    private static Map<String, TopicDescription> describe(Admin admin, Map<String, NewTopic> wanted) {
        Map<String, TopicDescription> found = new HashMap<>();
        admin.describeTopics(List.copyOf(wanted.keySet()))
                .topicNameValues()
                .forEach((name, description) -> describe(description, found));
        return found;
    }

    private static void describe(KafkaFuture<TopicDescription> description, Map<String, TopicDescription> found) {
        try {
            TopicDescription topic = get(description);
            found.put(topic.name(), topic);
        } catch (UnknownTopicOrPartitionException absent) {
            // is created
        }
    }

    private static void create(Admin admin, Map<String, NewTopic> wanted) {
        admin.createTopics(wanted.values()).values().forEach((name, created) -> {
            try {
                get(created);
            } catch (TopicExistsException madeByAnother) {
                // as good
            }
        });
    }

    private static <T> T get(KafkaFuture<T> future) {
        try {
            return future.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof KafkaException known ? known : new KafkaException(e.getCause());
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        }
    }
}

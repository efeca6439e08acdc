package org.monstermash.gateway.history;

import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.monstermash.bus.BusHealth;
import org.monstermash.bus.MessageLog.Appended;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.kafka.ReadModel;

/**
 * A history that is made of a topic. How far the topic was read is a fact of the same file, written with the messages in
 * one transaction; so is the topic's id, which is the epoch.
 */
final class TopicHistory implements ReadModel {
    private static final String TOPIC = "topic";
    private static final String PLACE = "place/";

    private final Writer writer;
    private final Reads reads;
    private final Consumer<String> newEpoch;

    /** @param newEpoch is told the epoch, also when it is the one it was */
    TopicHistory(Writer writer, Reads reads, Consumer<String> newEpoch) {
        this.writer = writer;
        this.reads = reads;
        this.newEpoch = newEpoch;
    }

    @Override
    public Map<Integer, Long> begin(String topicId) {
        Map<Integer, Long> places = written(session -> begin(session, topicId));
        newEpoch.accept(topicId);
        return places;
    }

    private static Map<Integer, Long> begin(WriteSession session, String topicId) throws SQLException {
        if (!topicId.equals(session.facts(TOPIC).get(TOPIC))) {
            session.forgetMessages();
            for (String place : session.facts(PLACE).keySet()) {
                session.fact(place, null);
            }
            session.fact(TOPIC, topicId);
            session.fact("epoch", topicId);
        }
        Map<Integer, Long> places = new HashMap<>();
        session.facts(PLACE)
                .forEach((name, next) ->
                        places.put(Integer.valueOf(name.substring(PLACE.length())), Long.valueOf(next)));
        return places;
    }

    @Override
    public List<Appended> take(List<Message> messages, Map<Integer, Long> next) {
        return written(session -> {
            List<Appended> taken = session.take(messages);
            for (Map.Entry<Integer, Long> place : next.entrySet()) {
                session.fact(PLACE + place.getKey(), Long.toString(place.getValue()));
            }
            return taken;
        });
    }

    private <T> T written(Writer.Write<T> write) {
        try {
            return writer.write(write).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException known ? known : e;
        }
    }

    @Override
    public Optional<Message> find(String id) {
        return reads.messages(History.MESSAGES + "WHERE id = ?", id).stream().findFirst();
    }

    @Override
    public List<Message> newest(String room, int limit) {
        return reads.messages(History.MESSAGES + "WHERE room = ? ORDER BY seq DESC LIMIT ?", room, limit)
                .reversed();
    }

    @Override
    public BusHealth health() {
        return writer.health();
    }
}

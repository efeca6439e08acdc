package org.monstermash.systemtests;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.stream.IntStream;

/** What always holds, whatever dies. */
public final class Invariants {
    private Invariants() {}

    /** A room's whole history. */
    public static void holdInHistory(List<JsonNode> messages) {
        seqGrowsByOne(messages);
        assertThat(messages.stream().map(message -> message.get("id").asText()))
                .as("ids")
                .doesNotHaveDuplicates();
        assertThat(messages.stream()
                        .filter(message -> message.hasNonNull("in_reply_to"))
                        .map(message -> message.get("persona").asText() + " answers "
                                + message.get("in_reply_to").asText()))
                .as("one reply of a persona to a cause")
                .doesNotHaveDuplicates();
    }

    /** The {@code message} events one reader got, over all its connections. */
    public static void holdForReader(List<JsonNode> messageEvents) {
        seqGrowsByOne(messageEvents);
        assertThat(messageEvents.stream()
                        .map(event -> event.get("message").get("id").asText()))
                .as("ids")
                .doesNotHaveDuplicates();
    }

    private static void seqGrowsByOne(List<JsonNode> messages) {
        List<Long> seqs =
                messages.stream().map(message -> message.get("seq").asLong()).toList();
        assertThat(IntStream.range(1, seqs.size())
                        .filter(i -> seqs.get(i) != seqs.get(i - 1) + 1)
                        .mapToObj(i -> seqs.get(i - 1) + " then " + seqs.get(i)))
                .as("gaps and doubles in seq")
                .isEmpty();
    }
}

package org.monstermash.systemtests.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.monstermash.systemtests.OpenRoom;
import org.monstermash.systemtests.SocketReader;
import org.monstermash.systemtests.watch.Collector.Told;

/** One message's way, as its spans tell it. */
final class Traced {
    static final String CAUSE = "@sibyl, xylophone!";
    static final String WORDS = "zephyr";
    static final String KEY = "key-that-nobody-may-see";

    /** Speaks when she is addressed, and never else. */
    static final String SIBYL = "sibyl";

    /** The same, with a model that refuses. */
    static final String ECHO = "echo";

    private static final String GATEWAY = "monster-mash-gateway";
    private static final String WORKER = "monster-mash-worker";
    private static final Duration ANSWER = Duration.ofSeconds(60);

    private final List<Told> spans;

    private Traced(List<Told> spans) {
        this.spans = spans;
    }

    /** Says something to the sibyl, while somebody reads, and waits for what is told of it. */
    static Traced ask(OpenRoom room, Collector collector) {
        try (SocketReader reader = room.client().read("/live?room=traces")) {
            reader.awaitEvent(
                    "in the room", event -> event.path("type").asText().equals("presence"), ANSWER);
            JsonNode cause = room.client().say("traces", CAUSE);
            room.client().awaitReplyOf(SIBYL, cause, ANSWER);
            return new Traced(collector.awaitTrace(cause.get("id").asText(), Traced::isWhole));
        }
    }

    /** Makes the files of the two. */
    static Path personas(Path dir) {
        try {
            Path folder = Files.createDirectories(dir.resolve("personas"));
            for (String key : List.of(SIBYL, ECHO)) {
                Files.writeString(folder.resolve(key + ".yaml"), """
                        key: %1$s
                        display_name: Old %1$s
                        summary: speaks when addressed
                        system_prompt: Say one word.
                        reply_probability: 0
                        """.formatted(key));
            }
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isWhole(List<Told> spans) {
        Traced traced = new Traced(spans);
        return traced.count(GATEWAY, "show") == 2
                && traced.count(WORKER, "deliver sibyl") == 1
                // the message, and the sibyl's reply to it
                && traced.count(WORKER, "deliver echo") == 2
                && traced.count(WORKER, "publish") == 1;
    }

    private long count(String service, String name) {
        return all(service, name).size();
    }

    private List<Told> all(String service, String name) {
        return spans.stream()
                .filter(told ->
                        told.service().equals(service) && told.span().getName().equals(name))
                .toList();
    }

    private Told one(String service, String name, Predicate<Told> which) {
        List<Told> found = all(service, name).stream().filter(which).toList();
        assertThat(found).as("%s of %s in %s", name, service, spans).hasSize(1);
        return found.getFirst();
    }

    /** From the request through the bus, the model and the bus again to the sockets, each step the parent of the next. */
    void leadsFromThePostToTheSockets() {
        Told post = one(GATEWAY, "POST /send", all -> true);
        Told stored = one(GATEWAY, "publish", told -> told.attribute("monstermash.in_reply_to")
                .isEmpty());
        Told turn = one(WORKER, "deliver sibyl", all -> true);
        Told call = one(WORKER, "chat lab/quick", all -> true);
        Told reply = one(WORKER, "publish", all -> true);

        assertThat(post.parent()).isEmpty();
        assertThat(post.attribute("http.response.status_code")).isEqualTo("200");
        assertThat(stored.parent()).isEqualTo(post.id());
        assertThat(turn.parent()).isEqualTo(stored.id());
        assertThat(turn.attribute("monstermash.verdict")).isEqualTo("reply");
        assertThat(turn.attribute("monstermash.outcome")).isEqualTo("completed");
        assertThat(call.parent()).isEqualTo(turn.id());
        assertThat(call.attribute("gen_ai.request.model")).isEqualTo("quick");
        assertThat(call.attribute("gen_ai.provider.name")).isEqualTo("lab");
        assertThat(call.attribute("gen_ai.usage.output_tokens")).isNotEmpty();
        assertThat(reply.parent()).isEqualTo(turn.id());
        assertThat(all(GATEWAY, "show")).extracting(Told::parent).containsExactlyInAnyOrder(stored.id(), reply.id());
    }

    /** Nobody names a parent that nobody told of. */
    void isJoinedAcrossProcesses() {
        Set<String> ids = spans.stream().map(Told::id).collect(Collectors.toSet());
        assertThat(spans).filteredOn(told -> !told.parent().isEmpty()).allMatch(told -> ids.contains(told.parent()));
        assertThat(spans).filteredOn(told -> told.parent().isEmpty()).hasSize(1);
        assertThat(spans).extracting(Told::service).contains(GATEWAY, WORKER);
    }

    void saysWhyTheOtherIsSilent() {
        assertThat(all(WORKER, "deliver echo")).allSatisfy(told -> assertThat(told.attribute("monstermash.reason"))
                .isNotEmpty());
    }
}

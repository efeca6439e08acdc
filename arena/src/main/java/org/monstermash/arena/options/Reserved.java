package org.monstermash.arena.options;

import java.util.Map;
import java.util.Optional;
import org.monstermash.models.provider.Endpoint;

/** Fields of a request that a payload may not write: what they hold is said by other flags, or by the conversation. */
final class Reserved {
    private static final Map<String, String> WHO_SAYS_IT = Map.of(
            "messages", "the conversation",
            "contents", "the conversation",
            "stream", "--no-stream",
            "model", "--model",
            "system", "--system-prompt",
            "systemInstruction", "--system-prompt",
            "system_instruction", "--system-prompt");

    private Reserved() {}

    static void check(String flag, Endpoint endpoint) {
        Optional<String> taken = endpoint.extraBody().keySet().stream()
                .filter(WHO_SAYS_IT::containsKey)
                .sorted()
                .findFirst();
        if (taken.isPresent()) {
            throw new UsageProblem("--payload or " + flag + ": " + taken.get() + " cannot be given there, "
                    + WHO_SAYS_IT.get(taken.get()) + " says it");
        }
    }
}

package org.monstermash.arena.options;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * What the command line says about one participant in particular; null where it says nothing.
 *
 * @param flag the beginning of its flags, for messages: {@code --alice-}
 */
record Side(
        String flag,
        String name,
        String endpoint,
        String protocol,
        String model,
        String headers,
        String payload,
        boolean topLevelSystem,
        String system,
        Path preamble,
        String persona) {

    /** The given flags of this side that say who takes part: a resumed duel knows that already. */
    List<String> whoFlags() {
        return Stream.of(
                        given("model", model),
                        given("system-prompt", system),
                        given("preamble", preamble),
                        given("persona", persona),
                        name == null ? null : flag.replaceFirst("^--(.*)-$", "--name-$1"))
                .filter(Objects::nonNull)
                .toList();
    }

    private String given(String name, Object value) {
        return value == null ? null : flag + name;
    }
}

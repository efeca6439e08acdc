package org.monstermash.personas.policy;

import java.util.Optional;
import java.util.function.Predicate;

/** One reason to answer or to be silent; empty when it has nothing to say about the case. */
@FunctionalInterface
interface Rule {
    Optional<Verdict> answer(Hearing hearing);

    static Rule silent(String reason, Predicate<Hearing> when) {
        return hearing -> when.test(hearing) ? Optional.of(new Verdict.Silence(reason, null, null)) : Optional.empty();
    }

    static Rule reply(String reason, Predicate<Hearing> when) {
        return hearing -> when.test(hearing) ? Optional.of(new Verdict.Reply(reason, null, null)) : Optional.empty();
    }
}

package org.monstermash.arena.options;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.monstermash.arena.secrets.Secrets;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelSettings;
import org.monstermash.arena.turn.Participant;
import org.monstermash.arena.turn.Recording;
import org.monstermash.models.ScriptedModel;
import org.monstermash.models.provider.Endpoint;
import org.monstermash.personas.files.PersonaLibrary;

/**
 * Makes a {@link Plan} that goes on with a recorded duel. Who takes part and what was said is the recording's; limits,
 * addresses, headers and payload may be given anew, and must be where they were secret and therefore not kept.
 */
public final class Resumption {
    private final DuelOptions options;
    private final PersonaLibrary personas;
    private final Routes routes;
    private final Secrets secrets = new Secrets();

    public Resumption(DuelOptions options, PersonaLibrary personas, Routes routes) {
        this.options = options;
        this.personas = personas;
        this.routes = routes;
    }

    /** @throws UsageProblem or another exception of one line, when the flags cannot be used */
    public Plan plan(Recording recording) {
        options.fixedWhenResumed().ifPresent(flag -> {
            throw new UsageProblem(flag + ": cannot be given with --resume, the transcript says it");
        });
        DuelHeader header = recording.header();
        List<Participant> shown = new ArrayList<>();
        List<Voice> voices = new ArrayList<>();
        for (int i = 0; i < header.participants().size(); i++) {
            Participant participant = header.participants().get(i);
            Voice voice = voice(participant, i);
            voices.add(voice);
            shown.add(shown(participant, voice, i));
        }
        DuelHeader resumed =
                new DuelHeader(header.id(), header.startedAt(), shown, header.opening(), settings(header.settings()));
        return new Plan(resumed, voices, secrets, recording.whole());
    }

    private Voice voice(Participant participant, int index) {
        if (participant.protocol().equals(ScriptedModel.NAME)) {
            return new Voice.Scripted(personas.load(participant.persona()));
        }
        Map<String, String> headers = headers(participant, index);
        Map<String, Object> payload = payload(participant, index);
        Endpoint endpoint = endpoint(participant, index, headers, payload);
        Reserved.check("--payload", endpoint);
        return new Voice.Asked(endpoint);
    }

    private Endpoint endpoint(
            Participant participant, int index, Map<String, String> headers, Map<String, Object> payload) {
        Optional<String> given = side(index, Side::endpoint, options.endpoint);
        if (participant.endpoint().isEmpty() && given.isEmpty()) {
            Endpoint route = routes.endpoint(participant.model());
            secrets.shownHeaders(route.headers());
            Map<String, String> all = new LinkedHashMap<>(route.headers());
            all.putAll(headers);
            return new Endpoint(
                    route.name(),
                    route.model(),
                    route.protocol(),
                    route.url(),
                    all,
                    payload,
                    participant.systemOnTop());
        }
        if (given.isEmpty() && participant.endpoint().contains(Secrets.HIDDEN)) {
            throw missing(participant, "the address", "--endpoint");
        }
        Optional<String> protocol = side(index, Side::protocol, options.protocol)
                .or(() -> given.isEmpty() ? Optional.of(participant.protocol()) : Optional.empty());
        Address address = Address.of("--endpoint", given.orElse(participant.endpoint()), protocol);
        return new Endpoint(
                participant.model(),
                participant.model(),
                address.protocol(),
                address.url(),
                headers,
                payload,
                participant.systemOnTop());
    }

    private Map<String, String> headers(Participant participant, int index) {
        Optional<String> given = side(index, Side::headers, options.headers);
        if (given.isEmpty() && !participant.headers().isEmpty()) {
            throw missing(
                    participant,
                    "the header " + String.join(", ", participant.headers().keySet()),
                    "--headers");
        }
        return given.map(json -> JsonFlag.headers("--headers", json)).orElse(Map.of());
    }

    private Map<String, Object> payload(Participant participant, int index) {
        Optional<String> given = side(index, Side::payload, options.payload);
        if (given.isEmpty() && participant.payload().toString().contains(Secrets.HIDDEN)) {
            throw missing(participant, "a secret of the payload", "--payload");
        }
        return given.map(json -> JsonFlag.payload("--payload", json)).orElse(participant.payload());
    }

    private static UsageProblem missing(Participant participant, String what, String flag) {
        return new UsageProblem(
                flag + ": " + what + " of " + participant.name() + " was not kept in the transcript, give it again");
    }

    private Optional<String> side(int index, Function<Side, String> of, String general) {
        List<Side> sides = options.aliceAndBob();
        Optional<String> own =
                index < sides.size() ? Optional.ofNullable(of.apply(sides.get(index))) : Optional.empty();
        return own.or(() -> Optional.ofNullable(general));
    }

    private Participant shown(Participant kept, Voice voice, int index) {
        return switch (voice) {
            case Voice.Scripted scripted -> kept;
            case Voice.Asked asked ->
                new Participant(
                        kept.name(),
                        kept.model(),
                        kept.endpoint().isEmpty()
                                        && side(index, Side::endpoint, options.endpoint)
                                                .isEmpty()
                                ? ""
                                : secrets.shownUrl(asked.endpoint().url()),
                        asked.endpoint().protocol().name().toLowerCase(Locale.ROOT),
                        kept.system(),
                        kept.systemOnTop(),
                        kept.persona(),
                        kept.emoji(),
                        secrets.shownHeaders(headers(kept, index)),
                        secrets.shownPayload(payload(kept, index)),
                        kept.preamble());
        };
    }

    private DuelSettings settings(DuelSettings kept) {
        DuelSettings given = Planner.settings(options);
        return new DuelSettings(
                options.maxTurns == null ? kept.maxTurns() : given.maxTurns(),
                options.maxChars == null ? kept.maxChars() : given.maxChars(),
                kept.filterThinking() || given.filterThinking(),
                kept.stream() && given.stream(),
                kept.seed(),
                options.temperature == null ? kept.temperature() : given.temperature(),
                options.pause == null ? kept.pause() : given.pause(),
                options.stopOn.isEmpty() ? kept.stopOn() : given.stopOn(),
                options.budgetTokens == null ? kept.budgetTokens() : given.budgetTokens(),
                options.contextTokens == null ? kept.contextTokens() : given.contextTokens());
    }
}

package org.monstermash.arena.options;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.monstermash.arena.secrets.Secrets;
import org.monstermash.arena.turn.DuelHeader;
import org.monstermash.arena.turn.DuelSettings;
import org.monstermash.arena.turn.Participant;
import org.monstermash.arena.turn.PreambleLine;
import org.monstermash.models.ScriptedModel;
import org.monstermash.models.provider.Endpoint;
import org.monstermash.personas.Persona;
import org.monstermash.personas.files.PersonaLibrary;

/** Makes a {@link Plan} of the flags. Reads files, sends nothing. */
public final class Planner {
    private static final List<String> NAMES = List.of("Alice", "Bob");
    private static final List<String> DEMO_PERSONAS = List.of("witch", "vampire");

    private final DuelOptions options;
    private final PersonaLibrary personas;
    private final Routes routes;
    private final Secrets secrets = new Secrets();

    public Planner(DuelOptions options, PersonaLibrary personas, Routes routes) {
        this.options = options;
        this.personas = personas;
        this.routes = routes;
    }

    /** One participant with what speaks for it. */
    record Cast(Participant participant, Voice voice) {}

    /** @throws UsageProblem or another exception of one line, when the flags cannot be used */
    public Plan plan(String id, Instant now) {
        List<Side> sides = sides();
        List<String> names = names(sides);
        List<Cast> cast = new ArrayList<>();
        for (int i = 0; i < sides.size(); i++) {
            cast.add(cast(sides.get(i), i, names));
        }
        String opening = Optional.ofNullable(options.opening).orElse(DuelOptions.DEFAULT_OPENING);
        if (opening.isBlank()) {
            throw new UsageProblem("--opening: expected some words, a model cannot answer nothing");
        }
        DuelHeader header =
                new DuelHeader(id, now, cast.stream().map(Cast::participant).toList(), opening, settings(options));
        return new Plan(header, cast.stream().map(Cast::voice).toList(), secrets, List.of());
    }

    private List<Side> sides() {
        if (options.participants.isEmpty()) {
            return options.aliceAndBob();
        }
        if (options.participants.size() < 2) {
            throw new UsageProblem("--participant: expected at least two");
        }
        for (Side side : options.aliceAndBob()) {
            boolean given = !side.whoFlags().isEmpty()
                    || side.endpoint() != null
                    || side.headers() != null
                    || side.payload() != null;
            if (given) {
                throw new UsageProblem("--participant: takes the place of Alice and Bob, leave out their flags");
            }
        }
        return options.participants.stream().map(ParticipantFlag::side).toList();
    }

    private List<String> names(List<Side> sides) {
        List<String> names = new ArrayList<>();
        Set<String> known = new HashSet<>();
        for (int i = 0; i < sides.size(); i++) {
            Side side = sides.get(i);
            String name = Optional.ofNullable(side.name())
                    .or(() -> persona(side).map(Persona::displayName))
                    .orElse(NAMES.get(Math.min(i, 1)));
            if (options.demo && side.name() == null && side.persona() == null) {
                name = persona(side, i).displayName();
            }
            if (name.isBlank() || name.length() > 64 || name.chars().anyMatch(Character::isISOControl)) {
                throw new UsageProblem("a participant's name: expected 1 to 64 printable characters");
            }
            if (!known.add(name.strip().toLowerCase(Locale.ROOT))) {
                throw new UsageProblem("two participants are called " + name + ": give one another name");
            }
            names.add(name.strip());
        }
        return names;
    }

    private Optional<Persona> persona(Side side) {
        return Optional.ofNullable(side.persona()).map(personas::load);
    }

    /** Without a model somebody must know some lines. */
    private Persona persona(Side side, int index) {
        return persona(side).orElseGet(() -> {
            List<String> shipped = personas.shippedKeys();
            return personas.load(index < 2 ? DEMO_PERSONAS.get(index) : shipped.get(index % shipped.size()));
        });
    }

    private Cast cast(Side side, int index, List<String> names) {
        Optional<Persona> persona = options.demo ? Optional.of(persona(side, index)) : persona(side);
        Voice voice = options.demo ? new Voice.Scripted(persona.orElseThrow()) : asked(side, names.get(index), persona);
        List<PreambleLine> preamble =
                side.preamble() == null ? List.of() : Preamble.read(side.flag() + "preamble", side.preamble());
        return new Cast(participant(side, names, index, persona, voice, preamble), voice);
    }

    private Participant participant(
            Side side,
            List<String> names,
            int index,
            Optional<Persona> persona,
            Voice voice,
            List<PreambleLine> preamble) {
        boolean routed = endpoint(side).isEmpty();
        Endpoint endpoint = voice instanceof Voice.Asked asked ? asked.endpoint() : null;
        return new Participant(
                names.get(index),
                endpoint == null ? ScriptedModel.NAME : routed ? endpoint.name() : endpoint.model(),
                endpoint == null || routed ? "" : secrets.shownUrl(endpoint.url()),
                endpoint == null
                        ? ScriptedModel.NAME
                        : endpoint.protocol().name().toLowerCase(Locale.ROOT),
                system(side, persona, names, index),
                endpoint != null && endpoint.systemOnTop(),
                persona.map(Persona::key).orElse(null),
                persona.map(Persona::emoji).orElse(""),
                endpoint == null ? Map.of() : secrets.shownHeaders(headers(side)),
                endpoint == null ? Map.of() : secrets.shownPayload(payload(side)),
                preamble);
    }

    private String system(Side side, Optional<Persona> persona, List<String> names, int index) {
        String system = Optional.ofNullable(side.system())
                .or(() -> persona.map(Persona::systemPrompt))
                .or(() -> Optional.ofNullable(options.systemPrompt))
                .orElse(DuelOptions.DEFAULT_SYSTEM);
        return isNamed(side) || names.size() > 2 ? system.stripTrailing() + "\n\n" + whoIsHere(names, index) : system;
    }

    /** Alice and Bob are names for the reader; whoever gave others wants them to be known. */
    private boolean isNamed(Side side) {
        return side.name() != null || options.nameAlice != null || options.nameBob != null;
    }

    private static String whoIsHere(List<String> names, int index) {
        List<String> others = new ArrayList<>(names);
        others.remove(index);
        String with = others.size() == 1
                ? others.getFirst()
                : String.join(", ", others.subList(0, others.size() - 1)) + " and " + others.getLast();
        String lines = others.size() == 1
                ? ""
                : " Their lines begin with their names; write only your own, without a name in front.";
        return "Your name is " + names.get(index) + ". You are talking with " + with + "." + lines;
    }

    private Optional<String> endpoint(Side side) {
        return Optional.ofNullable(side.endpoint()).or(() -> Optional.ofNullable(options.endpoint));
    }

    private Voice asked(Side side, String name, Optional<Persona> persona) {
        String model = Optional.ofNullable(side.model())
                .or(() -> Optional.ofNullable(options.model))
                .or(() -> persona.map(Persona::model))
                .filter(given -> !given.isBlank())
                .orElseThrow(() -> new UsageProblem(name + " has no model: give --model or " + side.flag()
                        + "model, or --demo for scripted lines"));
        Optional<String> endpoint = endpoint(side);
        Endpoint found = endpoint.isEmpty() ? routed(side, model) : addressed(side, model, endpoint.get());
        Reserved.check(side.flag() + "payload", found);
        return new Voice.Asked(found);
    }

    private Endpoint routed(Side side, String model) {
        Endpoint route = routes.endpoint(model);
        secrets.shownHeaders(route.headers());
        Map<String, String> headers = new LinkedHashMap<>(route.headers());
        headers.putAll(headers(side));
        Map<String, Object> extra = new LinkedHashMap<>(route.extraBody());
        extra.putAll(payload(side));
        return new Endpoint(
                route.name(), route.model(), route.protocol(), route.url(), headers, extra, systemOnTop(side));
    }

    private Endpoint addressed(Side side, String model, String url) {
        String flag = side.endpoint() == null ? "--endpoint" : side.flag() + "endpoint";
        Optional<String> protocol =
                Optional.ofNullable(side.protocol()).or(() -> Optional.ofNullable(options.protocol));
        Address address = Address.of(flag, url, protocol);
        return new Endpoint(
                model,
                model,
                address.protocol(),
                plain(address.url()),
                headers(side, address.url()),
                payload(side),
                systemOnTop(side));
    }

    /** Without a fragment: no server ever sees one. */
    private static URI plain(URI url) {
        return url.getRawFragment() == null
                ? url
                : URI.create(url.toString().substring(0, url.toString().indexOf('#')));
    }

    private boolean systemOnTop(Side side) {
        return options.topLevelSystem || side.topLevelSystem();
    }

    /** With the user of the address, unless a flag says who asks. */
    private Map<String, String> headers(Side side, URI url) {
        Map<String, String> headers = new LinkedHashMap<>(headers(side));
        if (headers.keySet().stream().noneMatch("Authorization"::equalsIgnoreCase)) {
            headers.putAll(Endpoint.userHeader(url));
        }
        secrets.shownHeaders(headers);
        return headers;
    }

    private Map<String, String> headers(Side side) {
        Map<String, String> general =
                options.headers == null ? Map.of() : JsonFlag.headers("--headers", options.headers);
        if (side.headers() == null) {
            return general;
        }
        Map<String, String> own = JsonFlag.headers(side.flag() + "headers", side.headers());
        if (!options.merge) {
            return own;
        }
        Map<String, String> merged = new LinkedHashMap<>(general);
        own.forEach((name, value) -> {
            merged.keySet().removeIf(name::equalsIgnoreCase);
            merged.put(name, value);
        });
        return merged;
    }

    private Map<String, Object> payload(Side side) {
        Map<String, Object> general =
                options.payload == null ? Map.of() : JsonFlag.payload("--payload", options.payload);
        if (side.payload() == null) {
            return withoutNulls(general);
        }
        Map<String, Object> own = JsonFlag.payload(side.flag() + "payload", side.payload());
        return withoutNulls(options.merge ? Merge.over(general, own) : own);
    }

    /** A field that is null says nothing. */
    private static Map<String, Object> withoutNulls(Map<String, Object> payload) {
        Map<String, Object> said = new LinkedHashMap<>(payload);
        said.values().removeIf(Objects::isNull);
        return said;
    }

    static DuelSettings settings(DuelOptions options) {
        if (options.stopOn.stream().anyMatch(String::isBlank)) {
            throw new UsageProblem("--stop-on: expected some words, everybody says nothing at times");
        }
        try {
            return new DuelSettings(
                    Optional.ofNullable(options.maxTurns).orElse(DuelOptions.DEFAULT_MAX_TURNS),
                    Optional.ofNullable(options.maxChars).orElse(DuelOptions.DEFAULT_MAX_CHARS),
                    options.filterThinking,
                    !options.noStream,
                    options.seed,
                    options.temperature,
                    Optional.ofNullable(options.pause).map(Pauses::parse).orElse(Duration.ZERO),
                    options.stopOn,
                    Optional.ofNullable(options.budgetTokens).orElse(0L),
                    Optional.ofNullable(options.contextTokens).orElse(0));
        } catch (IllegalArgumentException e) {
            throw new UsageProblem(e.getMessage());
        }
    }
}

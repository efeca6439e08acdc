package org.monstermash.worker;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.monstermash.models.ScriptedModel;
import org.monstermash.models.provider.Endpoint;
import org.monstermash.models.routing.Route;
import org.monstermash.models.routing.Routing;
import org.monstermash.personas.Persona;
import org.monstermash.settings.Settings;

/**
 * Which models each persona asks, and what stands in the way. First the map of the settings has a say, then the persona's
 * file, then the default model, which is also who is asked when the first fails. In demo mode nobody asks any.
 */
final class Lineup {
    private static final String DEFAULT_MODEL = "MODEL_ROUTING__DEFAULT_MODEL";
    private static final String MAP = "MODEL_ROUTING__PERSONA_MODEL_MAP";

    private final boolean demo;
    private final Settings.ModelRouting settings;
    private final Routing routing;

    Lineup(Settings settings) {
        this.demo = settings.demoMode();
        this.settings = settings.modelRouting();
        this.routing = new Routing(settings.modelRouting());
    }

    Routing routing() {
        return routing;
    }

    /** The model that is asked when a persona's own fails, as it is written. */
    String fallback() {
        return settings.defaultModel();
    }

    /**
     * What a persona speaks with, for people.
     *
     * @param model {@code provider/model}, or as it is written where that leads nowhere
     * @param address of its requests
     */
    record Shown(String model, String address, String key) {
        static final Shown SCRIPT = new Shown(ScriptedModel.NAME, "-", Route.Key.NOT_NEEDED.words());
    }

    Shown shown(Persona persona) {
        return demo ? Shown.SCRIPT : shown(first(persona));
    }

    private Shown shown(String model) {
        return switch (routing.route(model)) {
            case Route.Found found ->
                new Shown(found.endpoint().name(), found.address(), found.key().words());
            case Route.Problem problem -> new Shown(model, "-", Route.Key.MISSING.words());
        };
    }

    /** Every reason why these personas cannot speak with models: a line each. */
    List<String> problems(List<Persona> personas) {
        Set<String> problems = new LinkedHashSet<>();
        if (!demo && !personas.isEmpty()) {
            personas.forEach(persona -> problem(source(persona), first(persona)).ifPresent(problems::add));
            problem(DEFAULT_MODEL, settings.defaultModel()).ifPresent(problems::add);
        }
        return List.copyOf(problems);
    }

    private Optional<String> problem(String source, String model) {
        return routing.problem(model).map(why -> switch (routing.route(model)) {
            case Route.Problem misspelt -> source + ": " + why;
            case Route.Found lacksAKey -> why + ": " + source + " (DEMO_MODE=true needs none)";
        });
    }

    private String source(Persona persona) {
        if (settings.personaModels().containsKey(persona.key())) {
            return MAP + ": " + persona.key();
        }
        return persona.model() == null ? DEFAULT_MODEL : persona.key() + ": model";
    }

    /** In the order in which they are asked; none in demo mode. */
    List<Endpoint> chain(Persona persona) {
        List<Endpoint> chain = new ArrayList<>();
        if (!demo) {
            chain.add(routing.endpoint(first(persona)));
            Endpoint fallback = routing.endpoint(settings.defaultModel());
            if (!fallback.name().equals(chain.getFirst().name())) {
                chain.add(fallback);
            }
        }
        return chain;
    }

    /** Personas that the map names and nobody knows. */
    List<String> strangers(List<Persona> everybody) {
        return settings.personaModels().keySet().stream()
                .filter(key ->
                        everybody.stream().noneMatch(persona -> persona.key().equals(key)))
                .sorted()
                .toList();
    }

    /** The model that is asked first, as it is written. */
    String first(Persona persona) {
        String mapped = settings.personaModels().get(persona.key());
        if (mapped != null) {
            return mapped;
        }
        return persona.model() == null ? settings.defaultModel() : persona.model();
    }
}

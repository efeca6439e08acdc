package org.monstermash.worker;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Role;
import org.monstermash.models.Prompt;
import org.monstermash.models.Sleeper;
import org.monstermash.models.provider.Endpoint;
import org.monstermash.models.provider.ProviderModel;
import org.monstermash.models.provider.RequestGate;
import org.monstermash.models.routing.Route;
import org.monstermash.models.routing.Routing;
import org.monstermash.personas.Persona;
import org.monstermash.settings.SettingsException;
import org.monstermash.worker.voice.ModelVoice;

/** A short talk, to show what a model is asked about a room and to ask it once. */
final class SampleRoom {
    private static final Instant WHEN = Instant.parse("2026-10-31T23:00:00Z");

    private SampleRoom() {}

    /** What a persona's model is asked there. */
    static Prompt prompt(Persona persona) {
        return ModelVoice.prompt(
                persona,
                List.of(
                        Message.byHuman(Ids.random(), "graveyard", "Ada", "Good evening! Who is awake?", WHEN),
                        monster("Rover", "rover"),
                        monster(persona.displayName(), persona.key()),
                        Message.byHuman(
                                Ids.random(),
                                "graveyard",
                                "Ada",
                                persona.displayName() + ", what do you think of the moon?",
                                WHEN)));
    }

    private static Message monster(String name, String key) {
        return new Message(
                Ids.random(),
                "graveyard",
                0,
                name,
                Role.MONSTER,
                "I am.",
                key,
                null,
                WHEN,
                null,
                null,
                null,
                null,
                false,
                null,
                Map.of());
    }

    /**
     * The request that would be made, without what its headers hold.
     *
     * @throws SettingsException when the model's name leads nowhere
     */
    static String request(Persona persona, String model, Routing routing) {
        return switch (routing.route(model)) {
            case Route.Problem problem -> throw new SettingsException(problem.why());
            case Route.Found found -> {
                Endpoint endpoint = found.endpoint();
                StringBuilder request = new StringBuilder("POST " + found.address() + "\n");
                endpoint.headers().keySet().stream().sorted().forEach(header -> request.append(header)
                        .append(": ***\n"));
                String body = new ProviderModel(endpoint, routing.options(), RequestGate.open(), Sleeper.real())
                        .body(prompt(persona));
                yield request.append('\n').append(body).toString();
            }
        };
    }
}

package org.monstermash.worker.voice;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.monstermash.bus.event.LiveEvent.BudgetTold;
import org.monstermash.bus.event.LiveEvent.RequestTold;
import org.monstermash.bus.event.Message;
import org.monstermash.models.Model;
import org.monstermash.models.Prompt;
import org.monstermash.models.ScriptedModel;
import org.monstermash.models.SentRequest;
import org.monstermash.models.prompt.Line;
import org.monstermash.models.prompt.Names;
import org.monstermash.models.prompt.OwnWordsStream;
import org.monstermash.models.prompt.RoomPrompt;
import org.monstermash.personas.Persona;
import org.monstermash.worker.turns.Occasion;
import org.monstermash.worker.turns.Speaker;
import org.monstermash.worker.turns.Time;
import org.monstermash.worker.turns.Voice;

/** A persona that speaks with the first of its models that answers, and with its script where none does. */
public final class ModelVoice implements Voice {
    private final Persona persona;
    private final List<Persona> everybody;
    private final List<Model> models;
    private final ScriptedVoice script;
    private final Allowance allowance;
    private final Circuits circuits;
    private final Time time;
    private final WhoSpeaks whoSpeaks;
    private final Requests requests;

    /**
     * @param everybody who may be known by name, although not in the room
     * @param models in the order in which they are asked; at least one
     * @param allowance kept by the models' own gate, too
     */
    public ModelVoice(
            Persona persona,
            List<Persona> everybody,
            List<Model> models,
            ScriptedVoice script,
            Allowance allowance,
            Circuits circuits,
            Time time) {
        this.persona = persona;
        this.everybody = List.copyOf(everybody);
        this.models = List.copyOf(models);
        this.script = script;
        this.allowance = allowance;
        this.circuits = circuits;
        this.time = time;
        this.requests = new Requests(persona.key());
        this.whoSpeaks = new WhoSpeaks(persona.displayName(), model());
    }

    @Override
    public String model() {
        return models.getFirst().name();
    }

    @Override
    public List<Speaker> speakers(Occasion occasion) {
        Prompt prompt = prompt(persona, occasion.recent());
        Names names = names(occasion.recent());
        Trouble trouble = new Trouble();
        List<Speaker> speakers = new ArrayList<>();
        for (Model model : models) {
            speakers.add(new ModelSpeaker(
                    model,
                    prompt,
                    answer -> new OwnWordsStream(answer, names, time.nanoTime()),
                    circuits.of(model.name()),
                    allowance,
                    occasion,
                    spoken(occasion, trouble)));
        }
        for (Speaker line : script.speakers(occasion)) {
            speakers.add(new LastResort(line, () -> whoSpeaks.spoke(ScriptedModel.NAME, trouble, occasion.herald())));
        }
        return speakers;
    }

    @Override
    public Optional<RequestTold> request(String room, String replyId) {
        return requests.of(room, replyId);
    }

    @Override
    public Optional<BudgetTold> budget(String room) {
        return allowance.left().map(left -> new BudgetTold(room, persona.key(), left.calls(), left.tokens()));
    }

    /** What a model is asked about a room. Whose line it is, the persona's key says, never a name. */
    public static Prompt prompt(Persona persona, List<Message> recent) {
        return RoomPrompt.of(
                persona.displayName(),
                persona.systemPrompt().strip(),
                recent.stream()
                        .map(message ->
                                new Line(message.author(), persona.key().equals(message.persona()), message.content()))
                        .toList());
    }

    private ModelSpeaker.Outcome spoken(Occasion occasion, Trouble trouble) {
        return new ModelSpeaker.Outcome() {
            @Override
            public void spoke(String model, Optional<SentRequest> request) {
                request.ifPresent(sent -> requests.spoke(occasion.room(), occasion.replyId(), model, sent));
                whoSpeaks.spoke(model, trouble, occasion.herald());
            }

            @Override
            public void failed(String why) {
                trouble.is(why);
            }

            @Override
            public void spent() {
                trouble.isTold();
            }
        };
    }

    private Names names(List<Message> recent) {
        Set<String> others = new HashSet<>();
        everybody.stream()
                .filter(other -> !other.key().equals(persona.key()))
                .flatMap(ModelVoice::namesOf)
                .forEach(others::add);
        recent.stream()
                .filter(message -> !persona.key().equals(message.persona()))
                .flatMap(message -> message.persona() == null
                        ? Stream.of(message.author())
                        : Stream.of(message.author(), message.persona()))
                .forEach(others::add);
        return Names.of(namesOf(persona).toList(), others);
    }

    private static Stream<String> namesOf(Persona persona) {
        return Stream.concat(Stream.of(persona.key(), persona.displayName()), persona.aliases().stream());
    }
}

package org.monstermash.worker;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jboss.logging.Logger;
import org.monstermash.bus.ChatBus;
import org.monstermash.bus.Seat;
import org.monstermash.bus.event.PersonaCard;
import org.monstermash.models.Model;
import org.monstermash.models.provider.Endpoint;
import org.monstermash.personas.Persona;
import org.monstermash.personas.pauses.Pauses;
import org.monstermash.personas.policy.ReplyPolicy;
import org.monstermash.settings.Settings;
import org.monstermash.tracing.Tracing;
import org.monstermash.worker.turns.Actor;
import org.monstermash.worker.turns.PersonaTurns;
import org.monstermash.worker.turns.Time;
import org.monstermash.worker.turns.Voice;
import org.monstermash.worker.voice.Allowance;
import org.monstermash.worker.voice.Budget;
import org.monstermash.worker.voice.Circuits;
import org.monstermash.worker.voice.ModelVoice;
import org.monstermash.worker.voice.ScriptedVoice;
import org.monstermash.worker.voice.TracedVoice;

/** All parts of the process: one bus, and for each persona its voice, its turns and its seat. */
final class Worker implements AutoCloseable {
    private static final Logger LOG = Logger.getLogger(Worker.class);

    private final Assignment assignment;
    private final Settings settings;
    private final ChatBus bus;
    private final Time time;
    private final ModelMaker modelMaker;
    private final Optional<Tracing> tracing;
    private final Lineup lineup;
    private final Circuits circuits;
    private final List<AtWork> atWork = new ArrayList<>();
    private boolean closed;

    private record AtWork(Persona persona, PersonaTurns turns, Seat seat) {

        /** The seat first: from then on nothing is handed over, and others know. */
        void leave() {
            seat.close();
            turns.close();
            LOG.infof("👋 %s leaves the room", persona.displayName());
        }
    }

    /** @param bus closed with the worker */
    Worker(Assignment assignment, ChatBus bus, Time time, ModelMaker modelMaker) {
        this(assignment, bus, time, modelMaker, Optional.empty());
    }

    /** @param tracing is told of every request to a model */
    Worker(Assignment assignment, ChatBus bus, Time time, ModelMaker modelMaker, Optional<Tracing> tracing) {
        this.tracing = tracing;
        this.assignment = assignment;
        this.settings = assignment.settings();
        this.bus = bus;
        this.time = time;
        this.modelMaker = modelMaker;
        this.lineup = new Lineup(settings);
        this.circuits = new Circuits(time.nanoTime());
    }

    synchronized void start() {
        sayWhoSpeaks();
        assignment.personas().forEach(persona -> atWork.add(wake(persona)));
    }

    private void sayWhoSpeaks() {
        if (!settings.demoMode()) {
            LOG.info("🧠 LLM mode: live replies");
        } else if (settings.modelRouting().keys().isEmpty()) {
            LOG.info("🎭 demo mode: scripted replies");
        } else {
            LOG.info("🎭 demo mode: scripted replies, although there is a key; DEMO_MODE=false lets models speak");
        }
        lineup.strangers(assignment.everybody())
                .forEach(key -> LOG.warnf("MODEL_ROUTING__PERSONA_MODEL_MAP names %s: there is no such persona", key));
    }

    private AtWork wake(Persona persona) {
        Pauses pauses = new Pauses(persona, settings.pace());
        Voice untraced = voice(persona, new ScriptedVoice(persona, pauses, time));
        Voice voice = tracing.<Voice>map(it -> new TracedVoice(persona.key(), untraced, it))
                .orElse(untraced);
        Actor actor = new Actor(persona, new ReplyPolicy(), pauses, voice, settings.replyTtl(), bus, time);
        PersonaTurns turns = new PersonaTurns(actor);
        Instant now = time.clock().instant();
        LOG.infof("🌙 %s %s wakes up (%s)", persona.displayName(), persona.emoji(), voice.model());
        return new AtWork(persona, turns, bus.join(card(actor, now), now.minus(settings.replyTtl()), turns));
    }

    private Voice voice(Persona persona, ScriptedVoice script) {
        List<Endpoint> chain = lineup.chain(persona);
        if (chain.isEmpty()) {
            return script;
        }
        Settings.ModelRouting routing = settings.modelRouting();
        Budget budget = Budget.keptIn(
                settings.dataDir().resolve("budgets").resolve(persona.key() + "." + settings.workerId()),
                routing.maxCallsPerHour(),
                routing.maxTokensPerHour(),
                time.clock());
        Allowance allowance = new Allowance(
                persona.displayName(),
                budget,
                routing.whenSpent() == Settings.WhenSpent.SCRIPTED,
                routing.maxOutputTokens());
        List<Model> models = chain.stream()
                .map(endpoint -> modelMaker.make(endpoint, lineup.routing().options(), budget))
                .toList();
        return new ModelVoice(persona, assignment.everybody(), models, script, allowance, circuits, time);
    }

    private static PersonaCard card(Actor actor, Instant since) {
        Persona persona = actor.persona();
        return new PersonaCard(
                persona.key(),
                persona.displayName(),
                persona.emoji(),
                persona.summary(),
                persona.triggers(),
                persona.aliases(),
                actor.voice().model(),
                since);
    }

    /** Everybody leaves at once, so that it takes as long as one of them needs. Idempotent. */
    @Override
    public synchronized void close() {
        if (closed) {
            return;
        }
        closed = true;
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            atWork.forEach(each -> threads.submit(each::leave));
        }
        bus.close();
    }
}

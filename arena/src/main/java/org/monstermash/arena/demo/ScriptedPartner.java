package org.monstermash.arena.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.monstermash.arena.duel.Time;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Role;
import org.monstermash.models.Model;
import org.monstermash.models.Prompt;
import org.monstermash.models.ReplyStream;
import org.monstermash.models.ScriptedModel;
import org.monstermash.personas.Persona;
import org.monstermash.personas.script.ScriptedLines;

/**
 * A persona that answers its partner by its script. The same seed and the same conversation give the same lines. One
 * conversation only: it remembers what it said.
 */
public final class ScriptedPartner implements Model {
    /** Newest turns the script looks at. */
    private static final int LOOKED_AT = 2 * ScriptedLines.REMEMBERED;

    private static final String ROOM = "arena";

    private final Persona persona;
    private final String partner;
    private final long seed;
    private final Time time;
    private final ScriptedLines lines;

    /** @param partner the name of whom it talks with */
    public ScriptedPartner(Persona persona, String partner, long seed, Time time) {
        this.persona = persona;
        this.partner = partner;
        this.seed = seed;
        this.time = time;
        this.lines = new ScriptedLines(persona);
    }

    @Override
    public String name() {
        return ScriptedModel.NAME;
    }

    @Override
    public ReplyStream reply(Prompt prompt) {
        List<Prompt.Turn> turns = prompt.turns();
        List<Message> recent = new ArrayList<>();
        for (Prompt.Turn turn : turns.subList(Math.max(0, turns.size() - LOOKED_AT), turns.size())) {
            recent.add(message(turn));
        }
        RandomGenerator dice = new Random(seed * 31 + turns.size());
        String line = lines.line(recent.isEmpty() ? null : recent.getLast(), recent, dice);
        return new ScriptedModel(line, Duration.ZERO, dice, time.sleeper(), time.nanoTime()).reply(prompt);
    }

    private Message message(Prompt.Turn turn) {
        boolean own = turn.role() == Prompt.Role.ASSISTANT;
        return new Message(
                Ids.random(),
                ROOM,
                0,
                own ? persona.displayName() : partner,
                own ? Role.MONSTER : Role.HUMAN,
                turn.text(),
                own ? persona.key() : null,
                own ? persona.emoji() : null,
                Instant.EPOCH,
                null,
                null,
                null,
                null,
                false,
                null,
                Map.of());
    }
}

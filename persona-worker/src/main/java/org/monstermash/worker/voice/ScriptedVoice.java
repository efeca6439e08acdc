package org.monstermash.worker;

import java.util.List;
import org.monstermash.bus.event.Message;
import org.monstermash.models.Model;
import org.monstermash.models.ScriptedModel;
import org.monstermash.personas.Dice;
import org.monstermash.personas.Persona;
import org.monstermash.personas.pauses.Pauses;
import org.monstermash.personas.script.ScriptedLines;
import org.monstermash.worker.turns.Time;
import org.monstermash.worker.turns.Voice;

/** A persona that speaks its script. */
final class ScriptedVoice implements Voice {
    private final ScriptedLines lines;
    private final Pauses pauses;
    private final Time time;

    ScriptedVoice(Persona persona, Pauses pauses, Time time) {
        this.lines = new ScriptedLines(persona);
        this.pauses = pauses;
        this.time = time;
    }

    @Override
    public String model() {
        return ScriptedModel.NAME;
    }

    @Override
    public Model speaker(Message cause, List<Message> recent, String replyId) {
        String line = lines.line(cause, recent, Dice.of(replyId, Dice.Of.SCRIPT));
        Dice typing = Dice.of(replyId, Dice.Of.TYPING);
        return new ScriptedModel(line, pauses.typing(line.length(), typing), typing, time.sleeper(), time.nanoTime());
    }
}

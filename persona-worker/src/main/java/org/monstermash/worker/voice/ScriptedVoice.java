package org.monstermash.worker.voice;

import java.util.List;
import java.util.Optional;
import org.monstermash.models.Prompt;
import org.monstermash.models.ReplyStream;
import org.monstermash.models.ScriptedModel;
import org.monstermash.personas.Dice;
import org.monstermash.personas.Persona;
import org.monstermash.personas.pauses.Pauses;
import org.monstermash.personas.script.ScriptedLines;
import org.monstermash.worker.turns.Occasion;
import org.monstermash.worker.turns.Speaker;
import org.monstermash.worker.turns.Time;
import org.monstermash.worker.turns.Voice;

/** A persona that speaks its script. */
public final class ScriptedVoice implements Voice {
    private static final Prompt NOBODY_READS_IT = new Prompt("", List.of());

    private final ScriptedLines lines;
    private final Pauses pauses;
    private final Time time;

    public ScriptedVoice(Persona persona, Pauses pauses, Time time) {
        this.lines = new ScriptedLines(persona);
        this.pauses = pauses;
        this.time = time;
    }

    @Override
    public String model() {
        return ScriptedModel.NAME;
    }

    @Override
    public List<Speaker> speakers(Occasion occasion) {
        return List.of(new Speaker() {
            @Override
            public String model() {
                return ScriptedModel.NAME;
            }

            @Override
            public Optional<Obstacle> obstacle() {
                return Optional.empty();
            }

            @Override
            public ReplyStream speak() {
                return line(occasion).reply(NOBODY_READS_IT);
            }
        });
    }

    private ScriptedModel line(Occasion occasion) {
        String line = lines.line(occasion.cause(), occasion.recent(), Dice.of(occasion.replyId(), Dice.Of.SCRIPT));
        Dice typing = Dice.of(occasion.replyId(), Dice.Of.TYPING);
        return new ScriptedModel(line, pauses.typing(line.length(), typing), typing, time.sleeper(), time.nanoTime());
    }
}

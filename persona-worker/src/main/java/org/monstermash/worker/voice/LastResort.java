package org.monstermash.worker.voice;

import java.util.Optional;
import org.monstermash.models.ReplyStream;
import org.monstermash.worker.turns.Speaker;

/** The script at the end of a chain: asked when no model answered. */
record LastResort(Speaker script, Runnable spoken) implements Speaker {

    @Override
    public String model() {
        return script.model();
    }

    @Override
    public Optional<Obstacle> obstacle() {
        return script.obstacle();
    }

    @Override
    public ReplyStream speak() {
        spoken.run();
        return script.speak();
    }
}

package org.monstermash.arena.secrets;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.monstermash.models.Model;
import org.monstermash.models.ModelException;
import org.monstermash.models.Prompt;
import org.monstermash.models.ReplyPart;
import org.monstermash.models.ReplyStream;

/**
 * A model whose answers never repeat a secret, so that neither a reader nor another provider gets it. What could still
 * become one is held back until it is known.
 */
public final class DiscreetModel implements Model {
    private final Model model;
    private final Secrets secrets;

    private DiscreetModel(Model model, Secrets secrets) {
        this.model = model;
        this.secrets = secrets;
    }

    /** The model itself where there is nothing to hide. */
    public static Model of(Model model, Secrets secrets) {
        return secrets.values().isEmpty() ? model : new DiscreetModel(model, secrets);
    }

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public ReplyStream reply(Prompt prompt) {
        return new Discreet(model.reply(prompt));
    }

    private final class Discreet implements ReplyStream {
        private final ReplyStream stream;
        private final List<String> values = secrets.values();
        private final Deque<ReplyPart> ready = new ArrayDeque<>();
        private String held = "";
        private boolean heldIsText;

        Discreet(ReplyStream stream) {
            this.stream = stream;
        }

        @Override
        public ReplyPart next() throws InterruptedException {
            while (ready.isEmpty()) {
                try {
                    take(stream.next());
                } catch (ModelException e) {
                    throw new ModelException(e.failure(), secrets.hidden(String.valueOf(e.getMessage())));
                }
            }
            return ready.removeFirst();
        }

        private void take(ReplyPart part) {
            switch (part) {
                case ReplyPart.Text text -> more(text.text(), true);
                case ReplyPart.Thinking thinking
                when thinking.insteadOfText() -> {
                    held = "";
                    heldIsText = false;
                    ready.add(new ReplyPart.Thinking(secrets.hidden(thinking.text()), true));
                }
                case ReplyPart.Thinking thinking -> more(thinking.text(), false);
                case ReplyPart.Finished finished -> {
                    release(held);
                    ready.add(finished);
                }
            }
        }

        private void more(String text, boolean isText) {
            if (heldIsText != isText) {
                release(held);
                held = "";
                heldIsText = isText;
            }
            String known = secrets.hidden(held + text);
            int beginning = beginning(known);
            held = known.substring(beginning);
            release(known.substring(0, beginning));
        }

        private void release(String text) {
            if (!text.isEmpty()) {
                ready.add(heldIsText ? new ReplyPart.Text(text) : new ReplyPart.Thinking(text));
            }
        }

        /** Where the longest end begins that is the beginning of a secret. */
        private int beginning(String text) {
            int earliest = text.length();
            for (String value : values) {
                for (int from = Math.max(0, text.length() - value.length() + 1); from < earliest; from++) {
                    if (value.startsWith(text.substring(from))) {
                        earliest = from;
                    }
                }
            }
            return earliest;
        }

        @Override
        public void close() {
            stream.close();
        }
    }
}

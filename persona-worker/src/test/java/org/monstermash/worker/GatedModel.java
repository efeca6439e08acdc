package org.monstermash.worker;

import org.monstermash.models.Model;
import org.monstermash.models.Prompt;
import org.monstermash.models.ReplyPart;
import org.monstermash.models.ReplyStream;
import org.monstermash.models.provider.RequestGate;

/** Asks its gate before each request, as models behind a connection do. */
record GatedModel(Model model, RequestGate gate) implements Model {

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public ReplyStream reply(Prompt prompt) {
        return new ReplyStream() {
            private ReplyStream asked;
            private boolean closed;

            @Override
            public ReplyPart next() throws InterruptedException {
                return asked().next();
            }

            private synchronized ReplyStream asked() {
                if (asked == null) {
                    gate.beforeRequest();
                    asked = model.reply(prompt);
                    if (closed) {
                        asked.close();
                    }
                }
                return asked;
            }

            @Override
            public synchronized void close() {
                closed = true;
                if (asked != null) {
                    asked.close();
                }
            }
        };
    }
}

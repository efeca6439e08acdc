package org.monstermash.models.provider;

import java.util.ArrayList;
import java.util.List;
import org.monstermash.models.Model;
import org.monstermash.models.ModelException;
import org.monstermash.models.Prompt;
import org.monstermash.models.ReplyPart;
import org.monstermash.models.ReplyStream;

/**
 * One answer read to its end.
 *
 * @param end or null when it failed
 * @param failure or null when it ended well
 */
record Heard(String text, String thinking, List<ReplyPart> parts, ReplyPart.Finished end, ModelException failure) {
    static final Prompt PROMPT = new Prompt(
            "You are a witch.",
            List.of(new Prompt.Turn(Prompt.Role.USER, "Ada: Who is there?")),
            List.of("\nAda:", "\nDracula:"));

    static Heard from(Model model) throws InterruptedException {
        return from(model, PROMPT);
    }

    static Heard from(Model model, Prompt prompt) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        StringBuilder thinking = new StringBuilder();
        List<ReplyPart> parts = new ArrayList<>();
        try (ReplyStream stream = model.reply(prompt)) {
            while (true) {
                ReplyPart part = stream.next();
                parts.add(part);
                switch (part) {
                    case ReplyPart.Text said -> text.append(said.text());
                    case ReplyPart.Thinking thought -> {
                        if (thought.insteadOfText()) {
                            text.setLength(0);
                        }
                        thinking.append(thought.text());
                    }
                    case ReplyPart.Finished end -> {
                        return new Heard(text.toString(), thinking.toString(), parts, end, null);
                    }
                }
            }
        } catch (ModelException e) {
            return new Heard(text.toString(), thinking.toString(), parts, null, e);
        }
    }
}

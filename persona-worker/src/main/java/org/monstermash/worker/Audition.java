package org.monstermash.worker;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import org.monstermash.models.Model;
import org.monstermash.models.ModelException;
import org.monstermash.models.Prompt;
import org.monstermash.models.ReplyPart;
import org.monstermash.models.ReplyStream;
import org.monstermash.models.provider.RequestGate;
import org.monstermash.models.routing.Route;
import org.monstermash.models.routing.Routing;

/** Asks models once, each after the other, and prints what came: the words, tokens and times. Budgets do not count it. */
final class Audition {
    private final Routing routing;
    private final ModelMaker maker;
    private final PrintWriter out;

    Audition(Routing routing, ModelMaker maker, PrintWriter out) {
        this.routing = routing;
        this.maker = maker;
        this.out = out;
    }

    /** @return whether it answered */
    boolean hear(String name, Prompt prompt) {
        Optional<String> problem = routing.problem(name);
        if (problem.isPresent() || !(routing.route(name) instanceof Route.Found found)) {
            return failed(name, problem.orElse("leads nowhere"));
        }
        out.println("🎤 " + found.endpoint().name() + " at " + found.address() + " (key: "
                + found.key().words() + ")");
        Model model = maker.make(found.endpoint(), routing.options(), RequestGate.open());
        try (ReplyStream answer = model.reply(prompt)) {
            return heard(answer);
        } catch (ModelException failure) {
            return failed(failure.failure().name().toLowerCase(Locale.ROOT).replace('_', ' '), failure.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private boolean heard(ReplyStream answer) throws InterruptedException {
        StringBuilder text = new StringBuilder();
        int thought = 0;
        while (true) {
            switch (answer.next()) {
                case ReplyPart.Text said -> text.append(said.text());
                case ReplyPart.Thinking thinking -> {
                    if (thinking.insteadOfText()) {
                        text.setLength(0);
                    }
                    thought += thinking.text().length();
                }
                case ReplyPart.Finished end -> {
                    String words = text.toString().strip();
                    out.println(
                            words.isEmpty()
                                    ? "   (it said nothing)"
                                    : words.indent(3).stripTrailing());
                    out.println("✅ " + figures(end, thought));
                    return true;
                }
            }
        }
    }

    private static String figures(ReplyPart.Finished end, int thought) {
        StringBuilder figures = new StringBuilder();
        figures.append(end.inputTokens() == null ? "?" : end.inputTokens())
                .append(" tokens in, ")
                .append(end.outputTokens() == null ? "?" : end.outputTokens())
                .append(" out; first after ")
                .append(end.firstToken() == null ? "?" : end.firstToken().toMillis())
                .append(" ms, all after ")
                .append(end.duration().toMillis())
                .append(" ms");
        speed(end).ifPresent(speed -> figures.append(String.format(Locale.ROOT, ", %.1f tokens/s", speed)));
        if (thought > 0) {
            figures.append("; ").append(thought).append(" characters of thinking");
        }
        return figures.append(end.truncated() ? "; cut by a limit" : "").toString();
    }

    /** Without the first token: that one waited for the prompt to be read. */
    private static Optional<Double> speed(ReplyPart.Finished end) {
        if (end.outputTokens() == null || end.firstToken() == null || end.outputTokens() < 2) {
            return Optional.empty();
        }
        Duration speaking = end.duration().minus(end.firstToken());
        return speaking.toMillis() == 0
                ? Optional.empty()
                : Optional.of((end.outputTokens() - 1) * 1000.0 / speaking.toMillis());
    }

    private boolean failed(String what, String why) {
        out.println("❌ " + what + ": " + why);
        return false;
    }
}

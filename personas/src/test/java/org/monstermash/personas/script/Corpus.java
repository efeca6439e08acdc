package org.monstermash.personas.script;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.monstermash.bus.event.Ids;
import org.monstermash.bus.event.Message;
import org.monstermash.bus.event.Role;
import org.monstermash.personas.Dice;
import org.monstermash.personas.Persona;
import org.monstermash.personas.files.PersonaLibrary;

/** What all kinds of people and monsters say, for the shipped personas to answer. */
final class Corpus {

    private static final Instant NOON = Instant.parse("2026-10-31T12:00:00Z");
    private static final int LONG_REPEATS = 12;

    static final List<Persona> SHIPPED = shipped();
    static final List<Message> MESSAGES = messages();

    private Corpus() {}

    static Message human(String author, String content) {
        return message(author, null, content);
    }

    static Message monster(Persona persona, String content) {
        return message(persona.displayName(), persona.key(), content);
    }

    /** Lines in answer to each message in turn, as a worker of a long evening would say them. */
    static List<Answer> answers(Persona persona, int count, String seed) {
        return answers(persona, MESSAGES, count, seed);
    }

    static List<Answer> answers(Persona persona, List<Message> messages, int count, String seed) {
        ScriptedLines lines = new ScriptedLines(persona);
        List<Message> others = messages.stream()
                .filter(message -> !persona.key().equals(message.persona()))
                .toList();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            Message cause = others.get(i % others.size());
            List<Message> recent = others.subList(Math.max(0, i % others.size() - 5), i % others.size() + 1);
            answers.add(new Answer(cause, lines.line(cause, recent, dice(persona, seed + i))));
        }
        return answers;
    }

    static Dice dice(Persona persona, String seed) {
        return Dice.of(Ids.ofReply("graveyard", persona.key(), seed), Dice.Of.SCRIPT);
    }

    record Answer(Message cause, String line) {}

    private static Message message(String author, String persona, String content) {
        return new Message(
                Ids.ofClient("graveyard", author + content),
                "graveyard",
                0,
                author,
                persona == null ? Role.HUMAN : Role.MONSTER,
                content,
                persona,
                null,
                NOON,
                null,
                null,
                null,
                null,
                false,
                null,
                Map.of());
    }

    private static List<Persona> shipped() {
        PersonaLibrary library = new PersonaLibrary(Optional.empty());
        return library.shippedKeys().stream().map(library::load).toList();
    }

    private static List<Message> messages() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(Corpus.class.getResourceAsStream("corpus.txt"), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Corpus::read)
                    .toList();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Message read(String line) {
        Matcher parts = Pattern.compile("(.*?)(?: \\[(\\w+)])? \\| (.*)").matcher(line);
        if (!parts.matches()) {
            throw new IllegalStateException("not a line of the corpus: " + line);
        }
        String text = parts.group(3).replace("\\n", "\n");
        String content = text.startsWith("LONG ") ? text.substring(5).repeat(LONG_REPEATS) : text;
        return message(parts.group(1), parts.group(2), content);
    }
}

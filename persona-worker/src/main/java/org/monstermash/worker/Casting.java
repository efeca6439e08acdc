package org.monstermash.worker;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.monstermash.personas.Persona;
import org.monstermash.personas.PersonaFileException;
import org.monstermash.personas.files.PersonaLibrary;
import org.monstermash.personas.script.ScriptedLines;

/** Finds the personas somebody named, and makes sure that each can speak. */
final class Casting {
    private final PersonaLibrary library;

    Casting(PersonaLibrary library) {
        this.library = library;
    }

    /** @throws PersonaFileException with one line, at the first that cannot be had */
    List<Persona> cast(List<String> named, boolean all) {
        return cast(named, all, problem -> {
            throw problem;
        });
    }

    /** Those that can be had; the others are told to {@code problems}. */
    List<Persona> cast(List<String> named, boolean all, Consumer<PersonaFileException> problems) {
        Map<String, Persona> found = new LinkedHashMap<>();
        if (all) {
            collect(library::all, found, problems);
        }
        for (String keyOrPath : named) {
            collect(() -> List.of(library.load(keyOrPath)), found, problems);
        }
        return List.copyOf(found.values());
    }

    private interface Source {
        List<Persona> get();
    }

    private static void collect(Source source, Map<String, Persona> found, Consumer<PersonaFileException> problems) {
        try {
            for (Persona persona : new ArrayList<>(source.get())) {
                rehearse(persona);
                Persona twin = found.putIfAbsent(persona.key(), persona);
                if (twin != null && !twin.equals(persona)) {
                    throw new PersonaFileException("two different personas have the key " + persona.key());
                }
            }
        } catch (PersonaFileException problem) {
            problems.accept(problem);
        }
    }

    /** A script that cannot be spoken is found at the start, not in the middle of a sentence. */
    private static void rehearse(Persona persona) {
        try {
            new ScriptedLines(persona);
        } catch (IllegalArgumentException e) {
            throw new PersonaFileException(persona.key() + ": scripted: " + e.getMessage());
        }
    }
}

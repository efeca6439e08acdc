package org.monstermash.personas.files;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.monstermash.personas.Persona;
import org.monstermash.personas.PersonaFileException;

/**
 * The personas that ship and those of a folder of one's own, which win where both know a key. Files are read anew at each
 * call. Threads: any.
 */
public final class PersonaLibrary {
    private static final List<String> SHIPPED = List.of("witch", "vampire", "ghost", "werewolf", "zombie");
    private static final String SHIPPED_FOLDER = "/personas/";

    private final List<String> shippedKeys;
    private final String shippedFolder;
    private final Optional<Path> personasDir;

    /** @param personasDir holds {@code <key>.yaml} or {@code .yml}, and character cards under any name */
    public PersonaLibrary(Optional<Path> personasDir) {
        this(SHIPPED, SHIPPED_FOLDER, personasDir);
    }

    PersonaLibrary(List<String> shippedKeys, String shippedFolder, Optional<Path> personasDir) {
        this.shippedKeys = List.copyOf(shippedKeys);
        this.shippedFolder = shippedFolder;
        this.personasDir = personasDir;
    }

    /** The keys of the personas that ship, in the order of a roster. */
    public List<String> shippedKeys() {
        return shippedKeys;
    }

    /**
     * The persona that is meant: a path when it holds a slash or ends like a persona's file, else a key.
     *
     * @throws PersonaFileException with one line: the file, line and key that are wrong and what was expected, or which
     *     personas there are
     */
    public Persona load(String keyOrPath) {
        Optional<PersonaFile> file = path(keyOrPath).flatMap(PersonaFile::at);
        if (file.isPresent()) {
            return file.get().read();
        }
        if (keyOrPath.contains("/") || keyOrPath.contains("\\")) {
            throw PersonaFileException.in(keyOrPath, "expected a .yaml or .yml file, or a card: .png, .json");
        }
        return ofKey(keyOrPath);
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /**
     * All personas: the shipped ones, then those of one's own in the order of their files' names; one's own takes the
     * place of a shipped one with the same key.
     *
     * @throws PersonaFileException when any of the files is wrong, or two have one key
     */
    public List<Persona> all() {
        Map<String, Persona> all = new LinkedHashMap<>();
        Map<String, Path> own = new LinkedHashMap<>();
        Map<String, Persona> read = new LinkedHashMap<>();
        for (PersonaFile file : ownFiles()) {
            Persona persona = readOwn(file);
            refuseTwins(persona.key(), own.put(persona.key(), file.path()), file.path());
            read.put(persona.key(), persona);
        }
        shippedKeys.forEach(key -> all.put(key, read.containsKey(key) ? read.get(key) : shipped(key)));
        all.putAll(read);
        return List.copyOf(all.values());
    }

    private Persona ofKey(String key) {
        List<String> unreadable = new ArrayList<>();
        Persona found = null;
        Path foundAt = null;
        for (PersonaFile file : ownFiles()) {
            Optional<Persona> persona = file.kind() == PersonaFile.Kind.YAML
                    ? Optional.of(file).filter(yaml -> yaml.stem().equals(key)).map(this::readOwn)
                    : card(file, unreadable).filter(card -> card.key().equals(key));
            if (persona.isPresent()) {
                refuseTwins(key, foundAt, file.path());
                found = persona.get();
                foundAt = file.path();
            }
        }
        if (found != null) {
            return found;
        }
        if (shippedKeys.contains(key)) {
            return shipped(key);
        }
        throw unknown(key, unreadable);
    }

    /** Somebody else's broken card is no reason not to start, unless it could be the one that is looked for. */
    private static Optional<Persona> card(PersonaFile file, List<String> unreadable) {
        try {
            return Optional.of(file.read());
        } catch (PersonaFileException e) {
            unreadable.add(e.getMessage());
            return Optional.empty();
        }
    }

    private Persona readOwn(PersonaFile file) {
        Persona persona = file.read();
        if (file.kind() == PersonaFile.Kind.YAML && !persona.key().equals(file.stem())) {
            throw PersonaFileException.in(
                    file.path().toString(),
                    "key",
                    "the key inside is " + persona.key() + ", but the file is named " + file.stem()
                            + ": make them equal");
        }
        return persona;
    }

    private static void refuseTwins(String key, Path first, Path second) {
        if (first != null) {
            throw new PersonaFileException(first + " and " + second + ": key: both are " + key);
        }
    }

    private PersonaFileException unknown(String key, List<String> unreadable) {
        Set<String> known = known();
        String hint = NearMiss.of(key, known)
                .map(near -> ", did you mean " + near + "? There are ")
                .orElse(": there are ");
        String broken = unreadable.isEmpty() ? "" : "; unreadable: " + String.join("; ", unreadable);
        return new PersonaFileException(
                "no persona " + PersonaFileException.quoted(key) + hint + String.join(", ", known)
                        + personasDir.map(dir -> " (own ones in " + dir + ")").orElse("") + broken);
    }

    private Set<String> known() {
        Set<String> known = new LinkedHashSet<>(shippedKeys);
        for (PersonaFile file : ownFiles()) {
            if (file.kind() == PersonaFile.Kind.YAML) {
                known.add(file.stem());
            } else {
                card(file, new ArrayList<>()).map(Persona::key).ifPresent(known::add);
            }
        }
        return known;
    }

    private Persona shipped(String key) {
        String name = shippedFolder + key + ".yaml";
        try (InputStream in = PersonaLibrary.class.getResourceAsStream(name)) {
            if (in == null) {
                throw PersonaFileException.in(name, "is missing in this build");
            }
            return PersonaFile.yaml(name, in.readAllBytes());
        } catch (IOException e) {
            throw PersonaFileException.in(name, "cannot be read: " + e);
        }
    }

    private List<PersonaFile> ownFiles() {
        if (personasDir.isEmpty()) {
            return List.of();
        }
        Path dir = personasDir.get();
        if (!Files.isDirectory(dir)) {
            throw PersonaFileException.in(dir.toString(), "PERSONAS_DIR", "expected a folder");
        }
        try (Stream<Path> paths = Files.list(dir)) {
            return paths.sorted().map(PersonaFile::at).flatMap(Optional::stream).toList();
        } catch (IOException e) {
            throw PersonaFileException.in(dir.toString(), "PERSONAS_DIR", "cannot be read: " + e);
        }
    }
}

package org.monstermash.personas.files;

import java.util.Locale;
import org.monstermash.personas.PersonaFileException;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/**
 * YAML as a tree of nodes that know their lines. No objects are made from tags, and nothing can grow: aliases are refused
 * and the depth is bounded, both before the tree is built.
 */
final class YamlText {
    /** The format needs 4: file, scripted, by_trigger, list. */
    private static final int MAX_DEPTH = 8;

    private YamlText() {}

    /** @throws PersonaFileException when this is not one mapping */
    static MappingNode mapping(String file, String text) {
        LoadSettings settings = LoadSettings.builder()
                .setLabel(file)
                .setSchema(new CoreSchema())
                .setCodePointLimit(Integer.MAX_VALUE) // the file's size is bounded before
                .build();
        try {
            checkShape(file, new Parse(settings).parseString(text));
            if (new Compose(settings).composeString(text).orElse(null) instanceof MappingNode mapping) {
                return mapping;
            }
            throw PersonaFileException.in(file, "expected lines of \"key: value\"");
        } catch (MarkedYamlEngineException e) {
            throw PersonaFileException.in(file + where(e), "not YAML: " + what(e));
        } catch (YamlEngineException e) {
            throw PersonaFileException.in(file, "not YAML: " + e.getMessage());
        }
    }

    private static void checkShape(String file, Iterable<Event> events) {
        int depth = 0;
        int documents = 0;
        for (Event event : events) {
            switch (event) {
                case AliasEvent alias ->
                    throw PersonaFileException.at(
                            file, line(alias), "*" + alias.getAlias(), "aliases are not allowed, write it out");
                case CollectionStartEvent _ -> depth++;
                case CollectionEndEvent _ -> depth--;
                case DocumentStartEvent _ -> documents++;
                default -> {}
            }
            if (depth > MAX_DEPTH) {
                throw PersonaFileException.in(file + ":" + line(event), "nested deeper than " + MAX_DEPTH);
            }
            if (documents > 1) {
                throw PersonaFileException.in(file + ":" + line(event), "a file holds one persona, not several");
            }
        }
    }

    private static int line(Event event) {
        return event.getStartMark().map(mark -> mark.getLine() + 1).orElse(1);
    }

    private static String where(MarkedYamlEngineException e) {
        return e.getProblemMark()
                .or(e::getContextMark)
                .map(Mark::getLine)
                .map(line -> ":" + (line + 1))
                .orElse("");
    }

    private static String what(MarkedYamlEngineException e) {
        String problem = e.getProblem() == null ? "cannot be read" : e.getProblem();
        return e.getContext() == null ? problem : e.getContext().toLowerCase(Locale.ROOT) + " " + problem;
    }
}

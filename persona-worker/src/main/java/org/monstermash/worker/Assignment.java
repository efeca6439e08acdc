package org.monstermash.worker;

import java.util.List;
import org.monstermash.personas.Persona;
import org.monstermash.settings.Settings;

/**
 * What this process is to do: be these personas, under these settings.
 *
 * @param everybody all personas there are, whose names nobody else may speak under
 */
record Assignment(Settings settings, List<Persona> personas, List<Persona> everybody) {}

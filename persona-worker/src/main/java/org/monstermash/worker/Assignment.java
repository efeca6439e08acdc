package org.monstermash.worker;

import java.util.List;
import org.monstermash.personas.Persona;
import org.monstermash.settings.Settings;

/** What this process is to do: be these personas, under these settings. */
record Assignment(Settings settings, List<Persona> personas) {}

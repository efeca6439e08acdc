package org.monstermash.personas.script;

import java.util.List;

/** Lines that fit what was said, and how often they are taken where nothing that fits better was: 0–1. */
record Pool(List<Template> lines, double chance) {}

/** What a persona speaks with: its script, or a chain of models with a budget and a circuit for each. */
package org.monstermash.worker.voice;

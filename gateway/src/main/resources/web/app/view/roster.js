import { html, nothing, render, svg } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { text } from '../texts.js';
import { modelName, tintOf } from './shown.js';

const candle = svg`<g>
  <path class="flame" d="M16 5c3.500 4.500 5 7.300 5 10.200a5 5 0 0 1-10 0C11 12.300 12.500 9.500 16 5z"/>
  <path class="heart" d="M16 12c1.600 2.100 2.200 3.200 2.200 4.500a2.200 2.200 0 0 1-4.400 0c0-1.300.6-2.400 2.200-4.500z"/>
  <path class="smoke" d="M16 19c-3-3 3-5 0-9s2-5 1-8"/>
  <path class="wick" d="M16 24v-4"/>
  <path class="wax" d="M10 26c0-2.500 2-3 6-3s6 .5 6 3v24c0 2-2 3-6 3s-6-1-6-3z"/>
  <path class="drip" d="M10 27c0 5 .6 6 1.500 6s1-2 1.600-4 1.400-1.500 1.700 1 .4 7 1.400 7 1-5 1.400-7.500 1.300-2 1.700 0 .7 3 1.400 3 1.300-1 1.300-5.500z"/>
</g>`;

export const stateOf = (persona, room) => (persona.muted ? 'muted' : persona.typing || room.replies.of(persona.key) ? 'typing' : 'awake');

function card(persona, state, act) {
  const { key, display_name: name, emoji, summary, model } = persona;
  const awake = state !== 'asleep';
  return html`<li class="monster" data-tint=${tintOf(key)} data-state=${state}>
    <span class="candle" aria-hidden="true"><svg viewBox="0 0 32 54">${candle}</svg></span>
    <div class="monster-text">
      <h3><span class="emoji" aria-hidden="true">${emoji || '🎭'}</span> ${name}</h3>
      <p class="monster-line"><span class="state">${text(`state_${state}`)}</span>
        <span class="chip ${model === 'scripted' ? 'script' : ''}" title=${text('model_title', { model })}>${modelName(model)}</span></p>
      <p class="summary" title=${summary}>${summary}</p>
      ${awake
        ? html`<div class="monster-actions">
            <button type="button" @click=${() => act.speak(key)} ?disabled=${state === 'muted'} aria-label=${text('speak_label', { name })}>${text('speak')}</button>
            <button type="button" @click=${() => act.mention(key)} aria-label=${text('mention_label', { key, name })}>${text('mention', { key })}</button>
            <button type="button" @click=${() => act.mute(key, !persona.muted)} aria-label=${text(persona.muted ? 'unmute_label' : 'mute_label', { name })}>${text(persona.muted ? 'unmute' : 'mute')}</button>
          </div>`
        : nothing}
    </div>
  </li>`;
}

/** Who is there: @param act { speak(key), mention(key), mute(key, muted) } */
export function drawRoster(container, room, act) {
  const awake = room.personas.map((persona) => [persona, stateOf(persona, room)]);
  const asleep = room.gone.map((persona) => [persona, 'asleep']);
  const all = [...awake, ...asleep];
  render(
    all.length
      ? html`<ul class="monsters">${repeat(all, ([persona]) => persona.key, ([persona, state]) => card(persona, state, act))}</ul>`
      : html`<p class="nobody">${text('roster_empty')}</p>`,
    container,
  );
}

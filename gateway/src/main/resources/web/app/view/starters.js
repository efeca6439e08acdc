import { html, nothing, render } from 'lit';
import { text } from '../texts.js';

const GROUPS = [
  ['witch', '🖤'],
  ['vampire', '🧛'],
  ['ghost', '👻'],
  ['werewolf', '🐺'],
  ['zombie', '🧟'],
  ['all', '💀'],
];

/** What to say in an empty room: a chip says it. */
export function drawStarters(container, shown, say) {
  render(
    shown
      ? html`<p class="starters-title">${text('starters')}</p>
          <div class="starters">
            ${GROUPS.map(
              ([key, emoji]) => html`<section class="starter" data-tint=${key === 'all' ? 'caretaker' : key} aria-label=${text(`starters_${key}`)}>
                <h2><span aria-hidden="true">${emoji}</span> ${text(`starters_${key}`)}</h2>
                ${[1, 2, 3].map((n) => text(`starter_${key}_${n}`)).map((words) => html`<button type="button" class="starter-chip" @click=${() => say(words)}>${words}</button>`)}
              </section>`,
            )}
          </div>`
      : nothing,
    container,
  );
}

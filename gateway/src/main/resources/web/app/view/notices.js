import { html, render } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { text } from '../texts.js';

const SIGNS = { info: '🕯️', warning: '⚠️', error: '🩸' };

export function drawNotices(container, room) {
  render(
    html`${repeat(
      room.notices,
      (notice) => `${notice.code} ${notice.persona}`,
      (notice) => html`<div class="notice" data-level=${notice.level} role=${notice.level === 'error' ? 'alert' : 'status'}>
        <span aria-hidden="true">${SIGNS[notice.level] ?? SIGNS.info}</span>
        <p>${notice.text}</p>
        <button type="button" class="icon" aria-label=${text('dismiss')} @click=${() => room.dismiss(notice)}><svg viewBox="0 0 24 24" aria-hidden="true"><path d="m7 7 10 10M17 7 7 17"/></svg></button>
      </div>`,
    )}`,
    container,
  );
}

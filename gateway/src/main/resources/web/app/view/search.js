import { html, nothing, render } from 'lit';
import { api } from '../api.js';
import { text } from '../texts.js';
import { momentShort, tintOf } from './shown.js';

const PAUSE_MS = 180;
const AROUND = 90;

/** The search sheet: words in, messages out, Enter or a click jumps there. */
export class Search {
  #found = null;
  #chosen = 0;
  #words = '';
  #timer = 0;
  #asked = 0;
  #trouble = '';

  /** @param jump (seq) */
  constructor(dialog, body, roomName, jump) {
    this.dialog = dialog;
    this.body = body;
    this.roomName = roomName;
    this.jump = jump;
  }

  open() {
    this.#draw();
    if (!this.dialog.open) {
      this.dialog.showModal();
    }
    const input = this.body.querySelector('input');
    input.focus();
    input.select();
  }

  /** Another room: what was found is of the old one. */
  clear() {
    this.#found = null;
    this.#words = '';
    this.#draw();
  }

  #typed = (event) => {
    this.#words = event.target.value;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#ask(), PAUSE_MS);
  };

  async #ask() {
    const asked = ++this.#asked;
    const words = this.#words.trim();
    let found = null;
    this.#trouble = '';
    try {
      found = words ? await api.search(this.roomName(), words) : null;
    } catch (refusal) {
      this.#trouble = refusal.message || text('offline');
    }
    if (asked === this.#asked) {
      this.#found = found;
      this.#chosen = 0;
      this.#draw();
    }
  }

  #key = (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && this.#found?.length) {
      event.preventDefault();
      this.#chosen = (this.#chosen + step + this.#found.length) % this.#found.length;
      this.#draw();
      this.body.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
    } else if (event.key === 'Enter' && this.#found?.[this.#chosen]) {
      event.preventDefault();
      this.#go(this.#found[this.#chosen]);
    }
  };

  #go(message) {
    this.dialog.close();
    this.jump(message.seq);
  }

  #draw() {
    const found = this.#found;
    const count = found?.length === 1 ? text('search_count_one') : text('search_count_many', { count: found?.length ?? 0 });
    render(
      html`<input
          type="text"
          inputmode="search"
          autocomplete="off"
          role="combobox"
          aria-label=${text('search_label')}
          placeholder=${text('search_label')}
          aria-expanded=${Boolean(found?.length)}
          aria-controls="results"
          aria-autocomplete="list"
          aria-activedescendant=${found?.length ? `result-${this.#chosen}` : nothing}
          .value=${this.#words}
          @input=${this.#typed}
          @keydown=${this.#key}
        />
        <p class="aside" role="status">${this.#trouble || (found ? (found.length ? count : text('search_none')) : text('search_hint'))}</p>
        <ul class="results" id="results" role="listbox" aria-label=${text('search_title')} ?hidden=${!found?.length}>
          ${(found ?? []).map(
            (message, at) => html`<li role="option" id="result-${at}" aria-selected=${at === this.#chosen} data-tint=${tintOf(message.persona)} @click=${() => this.#go(message)}>
              <span class="result-who"><span aria-hidden="true">${message.persona_emoji ?? ''}</span> <strong>${message.author}</strong> <span class="when">${momentShort(message.created_at)}</span></span>
              <span class="result-text">${marks(message.content, this.#words)}</span>
            </li>`,
          )}
        </ul>`,
      this.body,
    );
  }
}

/** The words' surroundings, with the words marked. */
function marks(content, words) {
  const wanted = words.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
  if (!wanted.length) {
    return content.slice(0, 2 * AROUND);
  }
  const pattern = new RegExp(`(${wanted.map((word) => word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|')})`, 'giu');
  const first = Math.max(0, content.search(pattern) - AROUND);
  const part = `${first > 0 ? '…' : ''}${content.slice(first, first + 3 * AROUND)}`;
  return part.split(pattern).map((piece, at) => (at % 2 ? html`<mark>${piece}</mark>` : piece));
}

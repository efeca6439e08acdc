import { LitElement, html, nothing } from 'lit';
import { text } from '../texts.js';
import { Body } from './body.js';
import { modelName, momentOf, tintOf, timeOf } from './shown.js';
import { whyPanel } from './why.js';

const QUOTE_CHARS = 180;

/**
 * One message: said, being said, or on its way. The same element from the first word to the stored message, so nothing
 * jumps when a reply is complete. In the light DOM: one style sheet, and the text can be found and selected.
 */
export class MessageView extends LitElement {
  static properties = {
    entry: { attribute: false },
    speaker: { attribute: false },
    cause: { attribute: false },
    verdicts: { attribute: false },
    nameOf: { attribute: false },
    own: { type: Boolean },
    follows: { type: Boolean },
    whyOpen: { state: true },
    copied: { state: true },
  };

  #body = null;

  createRenderRoot() {
    return this;
  }

  get #live() {
    return this.entry.kind === 'reply';
  }

  render() {
    const { kind, id, persona, author, emoji, at } = this.entry;
    return html`
      <article
        class="message ${kind}"
        id="m-${id}"
        tabindex="-1"
        data-tint=${tintOf(persona)}
        data-state=${this.entry.state ?? nothing}
        ?data-own=${this.own}
        ?data-follows=${this.follows}
        aria-label="${author}, ${at ? timeOf(at) : text('speaking')}"
        aria-busy=${this.#live ? 'true' : nothing}
      >
        <span class="face" role="img" aria-label=${author}>${emoji || (persona ? '🎭' : [...author][0]?.toUpperCase())}</span>
        <div class="said">
          ${this.#byline()}
          <div class="bubble">${this.#thinking()}<div class="body" @click=${this.#bodyClick}></div></div>
          ${kind === 'pending' ? this.#pending() : this.#tools()}
          ${this.whyOpen ? whyPanel(this.entry, this.verdicts, this.nameOf) : nothing}
        </div>
      </article>
    `;
  }

  updated(changed) {
    const before = changed.get('entry');
    if (changed.has('entry') && (before?.content !== this.entry.content || before?.kind !== this.entry.kind)) {
      this.#body ??= new Body(this.querySelector('.body'));
      this.#body.show(this.entry.content, this.#live);
    }
  }

  #byline() {
    const { author, persona, at, model, fallback, truncated } = this.entry;
    return html`<div class="byline">
      <span class="name">${author}</span>
      ${persona ? html`<span class="key">(${persona})</span>` : nothing}
      ${at ? html`<time class="when" datetime=${at} title=${momentOf(at)}>${timeOf(at)}</time>` : html`<span class="when">${text('speaking')}</span>`}
      ${model ? html`<span class="chip ${model === 'scripted' ? 'script' : ''}" title=${text('model_title', { model })}>${modelName(model)}</span>` : nothing}
      ${fallback ? html`<span class="chip fallback" title=${text('fallback_title', { model: fallback })}>${text('fallback', { model: modelName(fallback) })}</span>` : nothing}
      ${truncated ? html`<span class="chip cut">${text('truncated')}</span>` : nothing}
      ${this.#reference()}
    </div>`;
  }

  #reference() {
    if (!this.cause) {
      return nothing;
    }
    const words = this.cause.content.replace(/\*\*|`+|^(?:>|#+) /gm, '');
    const quote = words.length > QUOTE_CHARS ? `${words.slice(0, QUOTE_CHARS)}…` : words;
    return html`<button type="button" class="reference" @click=${() => this.#emit('jump-to', { seq: this.cause.seq })}>
      <span aria-hidden="true">↩</span> <span class="sr">${text('in_reply_to', { author: '' })}</span>${this.cause.author}
      <span class="quote">${quote}</span>
    </button>`;
  }

  #thinking() {
    const { thinking, content } = this.entry;
    if (!thinking) {
      return nothing;
    }
    const label = this.#live && !content ? text('thinking_now', { count: thinking.split(/\s+/).length }) : text('thinking');
    return html`<details class="thinking"><summary>${label}</summary><div class="thought">${thinking}</div></details>`;
  }

  #tools() {
    if (this.#live) {
      return this.entry.state === 'interrupted' ? html`<p class="aside">${text('interrupted')}</p>` : nothing;
    }
    const why = this.entry.persona ? text('why_title') : text('heard_title');
    return html`<div class="tools">
      <button type="button" @click=${() => (this.whyOpen = !this.whyOpen)} aria-expanded=${Boolean(this.whyOpen)} title=${why}>${text('why')}</button>
      <button type="button" @click=${this.#copy}>${this.copied ? text('copied') : text('copy')}</button>
    </div>`;
  }

  #pending() {
    const { state, detail } = this.entry;
    const label = state === 'refused' ? text('refused', { detail }) : text(state === 'held' ? 'unsent' : 'sending');
    return html`<div class="tools always">
      <span class="aside">${label}</span>
      ${state === 'held' ? html`<button type="button" @click=${() => this.#emit('retry')}>${text('retry')}</button>` : nothing}
      ${state === 'sending' ? nothing : html`<button type="button" @click=${() => this.#emit('edit')}>${text('edit')}</button>
        <button type="button" @click=${() => this.#emit('discard')}>${text('discard')}</button>`}
    </div>`;
  }

  #emit(type, detail = { id: this.entry.id }) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail }));
  }

  #copy() {
    this.#emit('copy-text', { words: this.entry.content });
    this.copied = true;
    setTimeout(() => (this.copied = false), 2000);
  }

  #bodyClick(event) {
    const button = event.target.closest('[data-action="copy-code"]');
    if (button) {
      this.#emit('copy-text', { words: button.previousElementSibling.textContent });
      button.textContent = text('copied');
      setTimeout(() => (button.textContent = text('copy_code')), 2000);
    }
  }
}

customElements.define('mm-message', MessageView);

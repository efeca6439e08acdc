import { LitElement, html, nothing } from 'lit';
import { api, Refused } from '../api.js';
import { roomOfPage } from '../room/names.js';
import { text } from '../texts.js';

/** What the model was asked for a reply: fetched when somebody wants to see it, shown as text, folded away again. */
export class RequestView extends LitElement {
  static properties = {
    reply: {},
    open: { state: true },
    request: { state: true },
    trouble: { state: true },
  };

  createRenderRoot() {
    return this;
  }

  render() {
    return html`<button type="button" class="ask-request" aria-expanded=${Boolean(this.open)} @click=${this.#toggle}>${text('request')}</button>
      <p role="status">${this.open && !this.request ? this.trouble || text('request_asking') : nothing}</p>
      ${this.open && this.request ? this.#shown() : nothing}`;
  }

  #shown() {
    const { url, body, shortened } = this.request;
    const words = typeof body === 'string' ? body : JSON.stringify(body, null, 2);
    return html`<p><code>${url}</code></p>
      ${shortened ? html`<p>${text('request_shortened')}</p>` : nothing}
      <pre tabindex="0" role="group" aria-label=${text('request')}>${words}</pre>`;
  }

  #toggle() {
    this.open = !this.open;
    if (this.open && !this.request) {
      this.trouble = '';
      this.#ask();
    }
  }

  async #ask() {
    try {
      this.request = await api.request(roomOfPage(), this.reply);
    } catch (refused) {
      const gone = refused instanceof Refused && refused.status === 404;
      this.trouble = text(gone ? 'request_forgotten' : 'request_failed');
    }
  }
}

customElements.define('mm-request', RequestView);

import { html } from 'lit';
import { text } from '../texts.js';

/** What the caretaker says to everyone who enters, above the first message. */
export const welcome = () => html`<article class="message welcome" data-tint="caretaker" tabindex="-1">
  <span class="face" role="img" aria-label=${text('welcome_author')}>🕯️</span>
  <div class="said">
    <p class="byline"><span class="name">${text('welcome_author')}</span> <span class="when">${text('welcome_time')}</span></p>
    <div class="bubble"><div class="body"><p>${text('welcome')}</p></div></div>
  </div>
</article>`;

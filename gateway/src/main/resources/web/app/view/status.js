import { text } from '../texts.js';

/** The status line: the connection, or why a message did not go out. Says the same thing only once. */
export class Status {
  constructor(line, words, button, reconnect) {
    this.line = line;
    this.words = words;
    this.button = button;
    button.addEventListener('click', reconnect);
  }

  draw(phase, trouble) {
    const words = this.#wordsFor(phase, trouble);
    if (this.words.textContent !== words) {
      this.words.textContent = words;
    }
    this.line.dataset.phase = phase === 'open' && trouble ? 'trouble' : phase;
    if (phase !== 'connecting') {
      this.button.hidden = phase !== 'lost'; // While its click is being tried it stays, so the focus has a place.
    }
  }

  #wordsFor(phase, trouble) {
    if (phase !== 'open' || !trouble) {
      return text(`status_${phase}`);
    }
    if (trouble.status === 429) {
      return text('status_wait', { seconds: trouble.retryAfterSeconds ?? 5 });
    }
    if (trouble.status === 0) {
      return text('status_held');
    }
    return text('status_not_sent', { detail: trouble.message });
  }
}

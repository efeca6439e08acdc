import { text } from '../texts.js';

// What a screen reader is told: whole messages when they are complete, never words while they are being typed.
const AT_ONCE = 3;
const GATHER_MS = 120;
const CHARS = 400;

export class Announcer {
  #waiting = [];
  #timer = 0;

  constructor(region) {
    this.region = region;
  }

  said(message) {
    this.#waiting.push(message);
    this.#timer ||= setTimeout(() => this.#speak(), GATHER_MS);
  }

  #speak() {
    const messages = this.#waiting;
    this.#waiting = [];
    this.#timer = 0;
    const lines =
      messages.length > AT_ONCE
        ? [text('jump_new_many', { count: messages.length })]
        : messages.map((m) => text('says', { author: m.author, content: m.content.slice(0, CHARS) }));
    this.region.replaceChildren(
      ...lines.map((line) => {
        const paragraph = document.createElement('p');
        paragraph.textContent = line;
        return paragraph;
      }),
    );
  }
}

import { recall, remember, forget } from '../storage.js';
import { text } from '../texts.js';

const SHOW_COUNTER_FROM = 0.8;
const codePoints = (words) => [...words].length;

/** The form: a name that is remembered, a draft that survives, Enter that sends. */
export class Composer {
  #room = null;

  /** @param on { send(author, content), stop(), leaveUp() } */
  constructor(form, maxChars, on) {
    this.form = form;
    this.maxChars = maxChars;
    this.on = on;
    this.name = form.elements.author;
    this.message = form.elements.content;
    this.sendButton = form.querySelector('#send');
    this.stopButton = form.querySelector('#stop');
    this.counter = form.querySelector('#counter');
    this.name.value = recall('name', '');
    this.name.addEventListener('change', () => remember('name', this.name.value.trim()));
    this.name.addEventListener('keydown', (event) => event.key === 'Enter' && (event.preventDefault(), this.focus()));
    this.message.addEventListener('input', () => this.#changed());
    this.message.addEventListener('keydown', this.#key);
    this.stopButton.addEventListener('click', () => (on.stop(), this.focus()));
    form.addEventListener('submit', (event) => (event.preventDefault(), this.#submit()));
  }

  /** The draft of another room. */
  enter(room) {
    this.#room = room;
    this.#set(recall(`draft.${room}`, ''));
  }

  focus() {
    this.message.focus();
  }

  focusName() {
    this.name.focus();
    this.name.select();
  }

  /** Puts words into the message where the cursor is, with a space on each side. */
  insert(words) {
    const { selectionStart: from, selectionEnd: to, value } = this.message;
    const before = value.slice(0, from);
    const start = before && !/\s$/.test(before) ? `${before} ` : before;
    this.#set(`${start}${words} ${value.slice(to).trimStart()}`);
    this.focus();
    this.message.setSelectionRange(start.length + words.length + 1, start.length + words.length + 1);
  }

  /** A message that was not sent comes back to be edited. */
  restore(words) {
    this.#set(this.message.value ? `${this.message.value}\n${words}` : words);
    this.focus();
  }

  draw(sending, speaking) {
    this.sendButton.disabled = sending;
    if (this.stopButton.hidden !== !speaking) {
      const held = document.activeElement === this.stopButton;
      this.stopButton.hidden = !speaking;
      if (held && !speaking) {
        this.focus();
      }
    }
  }

  #submit() {
    const content = this.message.value.trim();
    if (!content || codePoints(content) > this.maxChars) {
      this.focus();
      return;
    }
    this.#set('');
    this.focus();
    this.on.send(this.name.value.trim(), content);
  }

  #key = (event) => {
    if (event.isComposing) {
      return;
    }
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault();
      this.#submit();
    } else if (event.key === 'Escape' && this.message.value) {
      event.stopPropagation();
      this.#set('');
    } else if (event.key === 'ArrowUp' && !this.message.value) {
      event.preventDefault();
      this.on.leaveUp();
    }
  };

  #set(words) {
    this.message.value = words;
    this.#changed();
  }

  #changed() {
    const words = this.message.value;
    if (words) {
      remember(`draft.${this.#room}`, words);
    } else {
      forget(`draft.${this.#room}`);
    }
    const left = this.maxChars - codePoints(words);
    const close = left < this.maxChars * (1 - SHOW_COUNTER_FROM);
    this.counter.textContent = !close ? '' : left < 0 ? text('counter_over', { over: -left }) : text('counter', { left });
    this.form.toggleAttribute('data-over', left < 0);
    if (!CSS.supports('field-sizing', 'content')) {
      this.message.style.height = 'auto';
      this.message.style.height = `${this.message.scrollHeight}px`;
    }
  }
}

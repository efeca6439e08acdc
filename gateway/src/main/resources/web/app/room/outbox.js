import { api } from '../api.js';
import { recall, remember, forget } from '../storage.js';

// Messages on their way. Each carries a client_id, so it is stored once however often it is sent; it stays here, also
// over a reload, until the gateway has it or somebody discards it.
const GIVE_UP_NEVER = new Set([0, 429, 500, 502, 503, 504, 507]);

const newId = () => Array.from(crypto.getRandomValues(new Uint8Array(16)), (b) => b.toString(16).padStart(2, '0')).join('');

export class Outbox {
  #entries;
  #busy = false;
  #timer = 0;

  /**
   * @param onStored (message, entry)
   * @param onTrouble (refusal) the newest reason why something is not sent, or null
   * @param onChange ()
   */
  constructor(room, { onStored, onTrouble, onChange }) {
    this.room = room;
    this.onStored = onStored;
    this.onTrouble = onTrouble;
    this.onChange = onChange;
    this.#entries = recall(this.#key, []).map((entry) => ({ ...entry, state: 'held' }));
  }

  get #key() {
    return `outbox.${this.room}`;
  }

  get sending() {
    return this.#busy;
  }

  all() {
    return this.#entries;
  }

  add(author, content) {
    this.#entries = [...this.#entries, { id: newId(), author, content, at: new Date().toISOString(), state: 'sending' }];
    this.#save();
    return this.flush();
  }

  retry(id) {
    this.#set(id, { state: 'sending' });
    return this.flush();
  }

  discard(id) {
    this.#entries = this.#entries.filter((entry) => entry.id !== id);
    this.#save();
  }

  /**
   * A message came that may be one of ours, before the answer to our request did: don't show it twice.
   *
   * @returns whether it looks like one of ours
   */
  seen(message) {
    const ours = this.#entries.find((e) => e.state === 'sending' && e.content === message.content && (e.author || message.author) === message.author);
    if (ours) {
      this.#set(ours.id, { state: 'arrived' });
    }
    return Boolean(ours);
  }

  /** Sends what waits, oldest first, one at a time: so the room has them in the order they were written. */
  async flush() {
    clearTimeout(this.#timer);
    if (this.#busy) {
      return;
    }
    this.#busy = true;
    try {
      for (let entry = this.#next(); entry; entry = this.#next()) {
        if (!(await this.#send(entry))) {
          break;
        }
      }
    } finally {
      this.#busy = false;
      this.onChange();
    }
  }

  #next() {
    return this.#entries.find((entry) => entry.state !== 'refused');
  }

  async #send(entry) {
    this.#set(entry.id, { state: entry.state === 'arrived' ? 'arrived' : 'sending' });
    try {
      const message = await api.send(this.room, { ...(entry.author && { author: entry.author }), content: entry.content, client_id: entry.id });
      this.discard(entry.id);
      this.onTrouble(null);
      this.onStored(message);
      return true;
    } catch (refusal) {
      const wait = GIVE_UP_NEVER.has(refusal.status);
      this.#set(entry.id, { state: wait ? 'held' : 'refused', detail: refusal.message });
      this.onTrouble(refusal);
      if (wait) {
        this.#timer = setTimeout(() => this.flush(), (refusal.retryAfterSeconds ?? 5) * 1000);
      }
      return !wait;
    }
  }

  #set(id, change) {
    this.#entries = this.#entries.map((entry) => (entry.id === id ? { ...entry, ...change } : entry));
    this.#save();
  }

  #save() {
    if (this.#entries.length) {
      remember(this.#key, this.#entries);
    } else {
      forget(this.#key);
    }
    this.onChange();
  }
}

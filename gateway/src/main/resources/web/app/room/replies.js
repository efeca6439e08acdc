// Replies that are being spoken. Each is a value that is replaced, never changed, so that a view sees what is new.
//
// The protocol (docs/PROTOCOL.md): lower attempts are void; index counts within an attempt; who joins mid-reply gets
// reply_started and one delta with everything so far. So the first delta after a start is taken whatever its index.
const GHOST_MS = 30_000;
const GAP = ' … ';

export class Replies {
  #open = new Map();
  #finished = new Set();

  started(event) {
    if (this.#finished.has(event.reply_id) || event.attempt < (this.#open.get(event.reply_id)?.attempt ?? 1)) {
      return;
    }
    this.#open.set(event.reply_id, {
      id: event.reply_id,
      persona: event.persona,
      in_reply_to: event.in_reply_to,
      model: event.model,
      attempt: event.attempt,
      next: null,
      text: '',
      thinking: '',
      state: 'speaking',
      stale: false,
      since: Date.now(),
    });
  }

  delta(event) {
    const reply = this.#open.get(event.reply_id);
    if (!reply || event.attempt !== reply.attempt || (reply.next !== null && event.index < reply.next)) {
      return;
    }
    // A slow reader loses deltas before anything else: say so until the message comes, which is whole.
    const lost = reply.next !== null && event.index > reply.next;
    this.#open.set(reply.id, {
      ...reply,
      next: event.index + 1,
      text: reply.text + (lost && event.text ? GAP : '') + (event.text ?? ''),
      thinking: reply.thinking + (event.thinking ?? ''),
      state: 'speaking',
    });
  }

  /** The message is there, or nothing follows. */
  finished(id) {
    this.#open.delete(id);
    this.#finished.add(id);
    if (this.#finished.size > 1000) {
      this.#finished.delete(this.#finished.values().next().value);
    }
  }

  /** It broke off, and may begin again. */
  abandoned(id) {
    const reply = this.#open.get(id);
    if (reply) {
      this.#open.set(id, { ...reply, state: 'interrupted', since: Date.now() });
    }
  }

  get(id) {
    return this.#open.get(id);
  }

  /** After a new connection every running reply is announced again; what is not, is over. */
  doubt() {
    this.#open.forEach((reply, id) => this.#open.set(id, { ...reply, stale: true }));
  }

  dropDoubted() {
    this.#drop((reply) => reply.stale);
  }

  /** Interrupted ones that nobody took up again. */
  dropGhosts(now = Date.now()) {
    this.#drop((reply) => reply.state === 'interrupted' && now - reply.since > GHOST_MS);
  }

  clear() {
    this.#open.clear();
  }

  speaking() {
    return this.all().some((reply) => reply.state === 'speaking' && !reply.stale);
  }

  of(persona) {
    return this.all().find((reply) => reply.persona === persona && reply.state === 'speaking');
  }

  all() {
    return [...this.#open.values()];
  }

  #drop(condition) {
    this.#open.forEach((reply, id) => condition(reply) && this.#open.delete(id));
  }
}

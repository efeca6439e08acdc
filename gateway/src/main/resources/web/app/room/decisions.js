// Why somebody spoke, or didn't. Nobody stores it: known is what was decided while the page was open.
const AT_MOST_MESSAGES = 1000;

export class Decisions {
  #byMessage = new Map();

  add(decision) {
    const cause = decision.message_id ?? '';
    const others = (this.#byMessage.get(cause) ?? []).filter((other) => other.persona !== decision.persona);
    this.#byMessage.delete(cause);
    this.#byMessage.set(cause, [...others, decision]);
    if (this.#byMessage.size > AT_MOST_MESSAGES) {
      this.#byMessage.delete(this.#byMessage.keys().next().value);
    }
  }

  /** What everybody decided about a message. */
  about(messageId) {
    return this.#byMessage.get(messageId ?? '');
  }

  clear() {
    this.#byMessage.clear();
  }
}

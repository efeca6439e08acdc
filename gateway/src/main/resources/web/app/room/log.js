// What was said in the room, as far as this page knows. A seq is a place: gapless in the room, maybe not in here.

export class Log {
  epoch = null;
  newest = 0;
  #bySeq = new Map();
  #seqById = new Map();

  /** @returns whether the message was new here */
  add(message) {
    const known = this.#seqById.has(message.id);
    this.#bySeq.set(message.seq, message);
    this.#seqById.set(message.id, message.seq);
    this.newest = Math.max(this.newest, message.seq);
    return !known;
  }

  clear() {
    this.newest = 0;
    this.#bySeq.clear();
    this.#seqById.clear();
  }

  at(seq) {
    return this.#bySeq.get(seq);
  }

  byId(id) {
    return this.#bySeq.get(this.#seqById.get(id));
  }

  /** The messages from low to high, both included, that are known. */
  between(low, high) {
    const found = [];
    for (let seq = Math.max(low, 1); seq <= high; seq++) {
      const message = this.#bySeq.get(seq);
      if (message) {
        found.push(message);
      }
    }
    return found;
  }

  /** The highest seq from low to high that is not known, or 0. */
  highestGap(low, high) {
    for (let seq = high; seq >= Math.max(low, 1); seq--) {
      if (!this.#bySeq.has(seq)) {
        return seq;
      }
    }
    return 0;
  }
}

import { blocksOf, nodesOf } from './markdown.js';

// A growing text may use this share of the time at most, so that five monsters leave room for typing.
const SHARE = 8;

/** Shows a text that may still grow: blocks that stay the same keep their nodes. */
export class Body {
  #shown = [];
  #source = null;
  #restUntil = 0;
  #timer = 0;

  constructor(element) {
    this.element = element;
  }

  /** @param growing whether more is to come: then it may be shown a moment later */
  show(source, growing) {
    this.#source = source;
    const now = performance.now();
    if (!growing) {
      this.#whole();
    } else if (now >= this.#restUntil) {
      this.#draw(now);
    } else {
      this.#timer ||= setTimeout(() => this.#draw(performance.now()), this.#restUntil - now);
    }
  }

  #whole() {
    clearTimeout(this.#timer);
    const nodes = nodesOf(this.#source);
    this.element.replaceChildren(...nodes);
    this.#shown = [{ raw: this.#source, nodes }];
  }

  #draw(start) {
    clearTimeout(this.#timer);
    this.#timer = 0;
    const blocks = blocksOf(this.#source);
    let same = 0;
    while (same < blocks.length && this.#shown[same]?.raw === blocks[same].raw) {
      same++;
    }
    this.#shown.splice(same).forEach((block) => block.nodes.forEach((node) => node.remove()));
    for (const block of blocks.slice(same)) {
      const nodes = block.nodes();
      this.element.append(...nodes);
      this.#shown.push({ raw: block.raw, nodes });
    }
    this.#restUntil = performance.now() + SHARE * (performance.now() - start);
  }
}

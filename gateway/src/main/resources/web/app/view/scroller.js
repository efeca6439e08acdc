// Keeps the newest message in sight while somebody follows, and what they read in its place while they don't.
const AT_END_PX = 40;
const NEAR_PX = 700;
// An upward move this long after the last change of size, or after a hand moved, is somebody's will.
const STILL_MS = 150;
const WILL_MS = 1500;
const GLIDE_AT_MOST_PX = 500;
const GLIDE_SHARE = 0.28;

const calm = matchMedia('(prefers-reduced-motion: reduce)');

export class Scroller {
  following = true;
  /** An empty room is read from its top. */
  resting = false;
  #anchor = null;
  #offset = 0;
  #last = 0;
  #gliding = 0;
  #settled = false;
  #willed = -WILL_MS;
  #resizedAt = 0;

  /** @param on { moved() } */
  constructor(box, content, on) {
    this.box = box;
    this.on = on;
    this.content = content;
    box.addEventListener('scroll', this.#scrolled, { passive: true });
    box.addEventListener('wheel', (event) => event.deltaY < 0 && this.#scrollable() && this.leave(), { passive: true });
    ['touchmove', 'keydown', 'pointerdown'].forEach((hand) => box.addEventListener(hand, () => (this.#willed = performance.now()), { passive: true }));
    new ResizeObserver(this.#resized).observe(content);
    new ResizeObserver(this.#resized).observe(box);
  }

  get nearTop() {
    return this.box.scrollTop < NEAR_PX;
  }

  get nearEnd() {
    return this.#distance() < NEAR_PX;
  }

  leave() {
    this.following = false;
    this.#gliding = 0;
    this.remember();
    this.on.moved();
  }

  /** To the end, at once: a room just opened, or somebody asked for it. */
  follow() {
    this.following = true;
    this.#settled = false;
    this.#toEnd();
    this.on.moved();
  }

  /** Before the messages change: what is at the top of the view stays there. */
  remember() {
    if (this.following) {
      return;
    }
    const top = this.box.getBoundingClientRect().top;
    const messages = this.content.getElementsByTagName('mm-message');
    let [low, high] = [0, messages.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      [low, high] = messages[middle].getBoundingClientRect().bottom > top ? [low, middle] : [middle + 1, high];
    }
    this.#anchor = messages[low] ?? null;
    this.#offset = (this.#anchor?.getBoundingClientRect().top ?? 0) - top;
  }

  show(element) {
    this.following = false;
    element.scrollIntoView({ block: 'center' });
    this.remember();
    this.on.moved();
  }

  #distance() {
    return this.box.scrollHeight - this.box.clientHeight - this.box.scrollTop;
  }

  #scrollable() {
    return this.box.scrollHeight > this.box.clientHeight + AT_END_PX;
  }

  #scrolled = () => {
    const up = this.box.scrollTop < this.#last - 4;
    this.#last = this.box.scrollTop;
    const atEnd = this.#distance() < AT_END_PX;
    const now = performance.now();
    const willed = now - this.#willed < WILL_MS || now - this.#resizedAt > STILL_MS;
    if (up && !atEnd && this.following && willed) {
      this.leave();
    } else if (!up && atEnd) {
      this.following = true;
    }
    this.remember();
    this.on.moved();
  };

  #resized = () => {
    this.#resizedAt = performance.now();
    if (!this.following) {
      this.#hold();
    } else if (this.#settled && !this.resting && !calm.matches && this.#distance() < GLIDE_AT_MOST_PX) {
      this.#glide();
    } else {
      this.#toEnd();
      this.#settled = true;
    }
  };

  #toEnd() {
    if (!this.resting) {
      this.box.scrollTop = this.box.scrollHeight;
    }
  }

  #hold() {
    if (this.#anchor?.isConnected) {
      const moved = this.#anchor.getBoundingClientRect().top - this.box.getBoundingClientRect().top - this.#offset;
      if (Math.abs(moved) > 0.5) {
        this.box.scrollTop += moved;
        this.#last = this.box.scrollTop;
      }
    }
  }

  #glide() {
    if (this.#gliding) {
      return;
    }
    const step = () => {
      const left = this.#distance();
      if (!this.following || left < 1) {
        this.#gliding = 0;
        return;
      }
      this.box.scrollTop += Math.max(1, left * GLIDE_SHARE);
      this.#gliding = requestAnimationFrame(step);
    };
    this.#gliding = requestAnimationFrame(step);
  }
}

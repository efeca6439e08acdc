import { recall, remember } from '../storage.js';
import { text } from '../texts.js';

/** What has been read: the line above the first unread message, the count on the jump button and in the title. */
export class Reading {
  unreadFrom = 0;
  #read = 0;
  #done = true;

  constructor(room) {
    this.room = room;
  }

  /** The room's history is here. */
  opened() {
    const last = recall(`read.${this.room.name}`, null);
    this.#read = last && last.epoch === this.room.log.epoch ? Math.min(last.seq, this.room.log.newest) : this.room.log.newest;
    this.unreadFrom = this.#read < this.room.log.newest ? this.#read + 1 : 0;
  }

  /** A message came; mine is read by definition. */
  said(message, watching) {
    if (watching) {
      return;
    }
    if (this.#done || this.unreadFrom === 0) {
      this.unreadFrom = message.seq;
      this.#done = false;
    }
  }

  /** Everything down to the newest is before somebody's eyes. */
  seen() {
    const { newest, epoch } = this.room.log;
    if (this.#read !== newest) {
      this.#read = newest;
      remember(`read.${this.room.name}`, { epoch, seq: newest });
    }
    this.#done = true;
  }

  /** Own words say: I have read all this. */
  answered() {
    this.unreadFrom = 0;
  }

  get count() {
    return this.#done && this.#read >= this.room.log.newest ? 0 : Math.max(0, this.room.log.newest - this.#read);
  }

  drawTitle() {
    const title = this.count ? `(${this.count}) ${text('title')}` : text('title');
    if (document.title !== title) {
      document.title = title;
    }
  }

  drawJump(button, shown) {
    button.hidden = !shown;
    const words = this.count === 1 ? text('jump_new_one') : this.count ? text('jump_new_many', { count: this.count }) : text('jump_newest');
    if (button.textContent !== words) {
      button.textContent = words;
    }
    button.toggleAttribute('data-new', this.count > 0);
  }
}

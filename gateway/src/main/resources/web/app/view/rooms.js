import { html, nothing, render } from 'lit';
import { api } from '../api.js';
import { addressOf, inventName, isRoomName } from '../room/names.js';
import { recall } from '../storage.js';
import { text } from '../texts.js';
import { copyText, momentShort } from './shown.js';

/** The rooms sheet: go to another room, begin one, invite somebody, take the transcript home. */
export class Rooms {
  #rooms = [];
  #shared = false;

  /** @param enter (room) */
  constructor(dialog, body, roomName, enter) {
    this.dialog = dialog;
    this.body = body;
    this.roomName = roomName;
    this.enter = enter;
  }

  async open() {
    this.#shared = false;
    this.#draw();
    this.dialog.showModal();
    await this.refresh();
    this.#draw();
  }

  /** @returns how many messages wait unread in other rooms that were visited before */
  async refresh() {
    this.#rooms = await api.rooms().catch(() => this.#rooms);
    return this.#rooms.filter((room) => room.room !== this.roomName()).reduce((sum, room) => sum + unread(room), 0);
  }

  #go(room) {
    this.dialog.close();
    this.enter(room);
  }

  #byName = (event) => {
    event.preventDefault();
    const input = event.target.elements.room;
    const name = input.value.trim().toLowerCase();
    input.setCustomValidity(isRoomName(name) ? '' : text('rooms_rule'));
    if (input.reportValidity()) {
      this.#go(name);
    }
  };

  async #share() {
    await copyText(addressOf(this.roomName()));
    this.#shared = true;
    this.#draw();
  }

  #draw() {
    const here = this.roomName();
    const rooms = this.#rooms.some((room) => room.room === here) ? this.#rooms : [{ room: here, seq: 0 }, ...this.#rooms];
    render(
      html`<ul class="room-list">
          ${rooms.map(
            (room) => html`<li>
              <button type="button" class="room-row" aria-current=${room.room === here ? 'page' : nothing} @click=${() => this.#go(room.room)}>
                <span class="room-row-name">${room.room}</span>
                <span class="aside">${room.room === here ? text('rooms_here') : room.last_at ? text('rooms_last', { time: momentShort(room.last_at) }) : ''}</span>
                ${room.room !== here && unread(room) ? html`<span class="count">${text('rooms_unread', { count: unread(room) })}</span>` : nothing}
              </button>
            </li>`,
          )}
        </ul>
        <div class="room-new">
          <button type="button" class="primary" id="new-room" @click=${() => this.#go(inventName())}>${text('rooms_new')}</button>
          <form @submit=${this.#byName} novalidate>
            <input name="room" aria-label=${text('rooms_enter')} placeholder=${text('rooms_enter')} maxlength="64" autocomplete="off" autocapitalize="off" spellcheck="false" @input=${(event) => event.target.setCustomValidity('')} />
            <button type="submit">${text('rooms_go')}</button>
          </form>
        </div>
        <h3>${text('share')}</h3>
        <div class="share">
          <input readonly aria-label=${text('share_link')} .value=${addressOf(here)} @focus=${(event) => event.target.select()} />
          <button type="button" id="copy-link" @click=${() => this.#share()}>${this.#shared ? text('share_done') : text('share_copy')}</button>
        </div>
        <h3>${text('export')}</h3>
        <p class="exports">
          ${['html', 'md', 'jsonl'].map((form) => html`<a href=${api.transcript(here, form)} download="${here}.${form}">${text(`export_${form}`)}</a>`)}
        </p>`,
      this.body,
    );
  }
}

const unread = (room) => {
  const read = recall(`read.${room.room}`, null);
  return read === null ? 0 : Math.max(0, room.seq - read.seq);
};

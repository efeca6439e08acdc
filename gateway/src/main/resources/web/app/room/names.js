import { text } from '../texts.js';

const FORM = /^[a-z0-9][a-z0-9_-]{0,63}$/;
export const FIRST_ROOM = 'graveyard';

export function isRoomName(name) {
  return FORM.test(name);
}

/** The room of the address bar. */
export function roomOfPage() {
  const asked = new URLSearchParams(location.search).get('room') ?? FIRST_ROOM;
  return isRoomName(asked) ? asked : FIRST_ROOM;
}

export function addressOf(room) {
  return new URL(`/?room=${encodeURIComponent(room)}`, location.href).href;
}

/** A name nobody uses, most likely: moonlit-crypt-417. */
export function inventName(dice = Math.random) {
  const one = (words) => words[Math.floor(dice() * words.length)];
  return [one(text('room_words').split(' ')), one(text('room_places').split(' ')), 100 + Math.floor(dice() * 900)].join('-');
}

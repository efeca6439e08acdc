import { api } from './api.js';
import { focusMessage, listenForKeys, walkWithArrows } from './keyboard.js';
import { addressOf, roomOfPage } from './room/names.js';
import { Room } from './room/room.js';
import { recall, remember } from './storage.js';
import { text } from './texts.js';
import { Announcer } from './view/announcer.js';
import { Composer } from './view/composer.js';
import { wireDrawer } from './view/drawer.js';
import { openHelp } from './view/help.js';
import { drawNotices } from './view/notices.js';
import { Reading } from './view/reading.js';
import { Rooms } from './view/rooms.js';
import { drawRoster } from './view/roster.js';
import { Scroller } from './view/scroller.js';
import { Search } from './view/search.js';
import { copyText } from './view/shown.js';
import { drawStarters } from './view/starters.js';
import { Status } from './view/status.js';
import { drawTranscript } from './view/transcript.js';
import { welcome } from './view/welcome.js';

const MINE_AT_MOST = 500;
const DRAW_EVERY_MS = 40;
const ELSEWHERE_MS = 60_000;

/** Wires the parts: events change the room, the room asks for a frame, a frame draws everything that changed. */
export class ChatPage {
  #frame = 0;
  #drawnAt = 0;
  #fresh = true;
  #mine = new Set(recall('mine', []));

  constructor(document) {
    const part = (id) => document.getElementById(id);
    this.part = part;
    this.messages = part('messages');
    this.transcript = part('transcript');
    this.announcer = new Announcer(part('announcer'));
    this.status = new Status(part('status'), part('status-text'), part('reconnect'), () => this.room.connection.reconnect());
    this.composer = new Composer(part('composer'), Number(document.body.dataset.maxChars), {
      send: (author, content) => this.#send(author, content),
      stop: () => this.#stop(),
      leaveUp: () => this.#focusNewest(),
    });
    this.scroller = new Scroller(this.transcript, this.messages, { moved: () => this.#moved() });
    this.rooms = new Rooms(part('rooms'), part('rooms-body'), () => this.room.name, (room) => this.enter(room, true));
    this.search = new Search(part('search'), part('search-body'), () => this.room.name, (seq) => this.#jump(seq));
    this.drawer = wireDrawer(part('roster'), part('open-roster'), part('close-roster'), part('veil'));
  }

  start() {
    this.#listen();
    this.enter(roomOfPage(), false);
    this.#lookElsewhere();
    setInterval(() => document.hidden || this.#lookElsewhere(), ELSEWHERE_MS);
  }

  enter(name, byUser) {
    if (this.room?.name === name) {
      return;
    }
    this.room?.close();
    this.#fresh = true;
    this.messages.setAttribute('aria-busy', 'true');
    this.room = new Room(name, {
      changed: () => this.draw(),
      said: (message) => this.#said(message),
      sent: (message) => this.#ownMessage(message.id),
      reset: (lost) => this.#reset(lost),
      gaveUp: (reply, event) => this.#gaveUp(reply, event),
    });
    this.reading = new Reading(this.room);
    this.composer.enter(name);
    this.search.clear();
    this.part('room-name').textContent = name;
    if (byUser) {
      history.pushState(null, '', addressOf(name));
      this.composer.focus();
    }
    this.draw();
  }

  /** Asks for a frame; however much happens until then, it is drawn once, and words come 25 times a second at most. */
  draw() {
    this.#frame ||= requestAnimationFrame((now) => {
      this.#frame = 0;
      if (now - this.#drawnAt < DRAW_EVERY_MS) {
        this.draw();
      } else {
        this.#drawnAt = now;
        this.#drawNow();
      }
    });
  }

  #drawNow() {
    const { room } = this;
    this.status.draw(room.phase, room.trouble);
    this.composer.draw(room.outbox.sending, room.replies.speaking());
    drawNotices(this.part('notices'), room);
    drawRoster(this.part('personas'), room, this.#acts);
    this.#drawMessages();
    this.#moved();
  }

  #drawMessages() {
    const { room } = this;
    if (this.#fresh) {
      if (!room.opened || room.log.newest < room.expected) {
        return; // The history is still coming: nothing is drawn twice.
      }
      this.#fresh = false;
      this.messages.removeAttribute('aria-busy');
      this.#clear();
      room.sight.showNewest();
      this.reading.opened();
      this.scroller.follow();
    }
    const empty = room.log.newest === 0 && !room.outbox.all().length && !room.replies.all().length;
    this.scroller.resting = empty;
    this.scroller.remember();
    drawTranscript(this.messages, room, (entry) => this.#mine.has(entry.id), this.reading.unreadFrom, welcome());
    drawStarters(this.part('starters'), empty, (words) => this.#send(this.composer.name.value.trim(), words));
  }

  #clear() {
    if (!this.cleared) {
      this.cleared = true;
      this.messages.replaceChildren(); // The page came with the welcome in it.
    }
  }

  #said(message) {
    const { room } = this;
    if (this.#fresh) {
      return;
    }
    const atEnd = room.sight.high >= message.seq - 1;
    const watching = !document.hidden && this.scroller.following && atEnd;
    if (atEnd) {
      room.sight.grow(this.scroller.following);
    }
    if (this.#mine.has(message.id)) {
      return;
    }
    this.reading.said(message, watching);
    this.announcer.said(message);
    this.reading.drawTitle();
  }

  #reset(lost) {
    this.#fresh = true;
    this.room.sight.low = 1;
    this.room.sight.high = 0;
    if (lost) {
      this.room.notice({ level: 'warning', code: 'history_replaced', text: text('lost') });
    }
  }

  #gaveUp(reply, event) {
    const author = this.room.nameOf(reply.persona);
    this.room.notice({ level: 'warning', code: event.outcome, persona: reply.persona, text: text(event.outcome, { author, reason: event.reason ?? '' }).trim() });
  }

  get #watching() {
    return !document.hidden && this.scroller.following && this.room.sight.atNewest;
  }

  #moved() {
    const { room } = this;
    if (!room || this.#fresh) {
      return;
    }
    if (this.#watching) {
      this.reading.seen();
    }
    if (!room.sight.busy) {
      if (this.scroller.nearTop && !room.sight.atOldest && !this.scroller.following) {
        this.#turn(room.sight.older());
      } else if (this.scroller.nearEnd && !room.sight.atNewest) {
        this.#turn(room.sight.newer());
      }
    }
    this.reading.drawJump(this.part('jump'), !this.scroller.following || !room.sight.atNewest);
    this.reading.drawTitle();
  }

  async #turn(page) {
    this.part('older').hidden = false;
    await page;
    this.part('older').hidden = true;
    this.draw();
  }

  async #jump(seq) {
    this.scroller.leave();
    await this.room.sight.around(seq);
    const message = this.room.log.at(seq);
    this.#drawNow();
    await Promise.all([...this.messages.querySelectorAll('mm-message')].map((element) => element.updateComplete));
    const article = message && this.part(`m-${message.id}`);
    if (article) {
      this.scroller.show(article);
      article.focus({ preventScroll: true });
      article.classList.add('found');
      setTimeout(() => article.classList.remove('found'), 2500);
    }
  }

  #jumpNewest() {
    this.room.sight.showNewest();
    this.scroller.follow();
    this.#drawNow();
  }

  async #focusNewest() {
    await [...this.messages.querySelectorAll('mm-message')].at(-1)?.updateComplete;
    const newest = [...this.messages.querySelectorAll('article.message')].at(-1);
    if (newest) {
      focusMessage(newest);
    }
  }

  async #send(author, content) {
    const { room, reading } = this;
    reading.answered();
    this.#jumpNewest();
    await room.outbox.add(author, content);
    this.draw();
  }

  #stop() {
    this.#ask(api.stop(this.room.name));
  }

  /** An order that fails is said in a notice. */
  #ask(order) {
    order.catch((refusal) => this.room.notice({ level: 'warning', code: 'order_failed', text: refusal.message || text('offline') }));
  }

  #acts = {
    speak: (key) => this.#ask(api.speak(this.room.name, key)),
    mute: (key, muted) => this.#ask(api.mute(this.room.name, key, muted)),
    mention: (key) => {
      this.drawer.close();
      this.composer.insert(text('mention', { key }));
    },
  };

  async #lookElsewhere() {
    const count = await this.rooms.refresh();
    this.part('elsewhere').hidden = count === 0;
    this.part('elsewhere').textContent = count > 99 ? '99+' : String(count);
  }

  #ownMessage(id) {
    this.#mine.add(id);
    remember('mine', [...this.#mine].slice(-MINE_AT_MOST));
  }

  #listen() {
    const { part } = this;
    const singleKeys = { get: () => recall('single-keys', true), set: (on) => remember('single-keys', on) };
    const help = () => openHelp(part('help'), part('help-body'), singleKeys);
    part('open-rooms').addEventListener('click', () => this.rooms.open());
    part('open-search').addEventListener('click', () => this.search.open());
    part('open-help').addEventListener('click', help);
    part('jump').addEventListener('click', () => (this.#jumpNewest(), this.composer.focus()));
    document.querySelectorAll('dialog').forEach((dialog) => dialog.addEventListener('click', (event) => event.target === dialog && dialog.close()));
    addEventListener('popstate', () => this.enter(roomOfPage(), false));
    addEventListener('visibilitychange', () => this.draw());
    this.messages.addEventListener('jump-to', (event) => this.#jump(event.detail.seq));
    this.messages.addEventListener('copy-text', (event) => copyText(event.detail.words));
    this.messages.addEventListener('retry', (event) => this.room.outbox.retry(event.detail.id));
    this.messages.addEventListener('discard', (event) => this.#discard(event.detail.id));
    this.messages.addEventListener('edit', (event) => this.#edit(event.detail.id));
    listenForKeys({
      message: () => this.composer.focus(),
      name: () => this.composer.focusName(),
      stop: () => this.#stop(),
      search: () => this.search.open(),
      help,
      escape: () => this.drawer.close(),
      singleKeys: singleKeys.get,
    });
    walkWithArrows(this.transcript, { leaveDown: () => this.composer.focus(), newest: () => (this.#jumpNewest(), this.#focusNewest()) });
  }

  #discard(id) {
    this.room.outbox.discard(id);
    this.room.trouble = null;
    this.composer.focus();
  }

  #edit(id) {
    const entry = this.room.outbox.all().find((other) => other.id === id);
    this.#discard(id);
    this.composer.restore(entry.content);
  }
}

import { api } from '../api.js';
import { Connection } from './connection.js';
import { Decisions } from './decisions.js';
import { Log } from './log.js';
import { Outbox } from './outbox.js';
import { Replies } from './replies.js';
import { Sight } from './sight.js';

// After a reconnect running replies are announced again at once; what is silent this long is over.
const DOUBT_MS = 2000;
const NOTICES_AT_MOST = 3;

/** One room, as this page sees it: what was said, who is there, what is on its way. */
export class Room {
  phase = 'connecting';
  opened = false;
  personas = [];
  gone = [];
  notices = [];
  trouble = null;
  log = new Log();
  replies = new Replies();
  decisions = new Decisions();
  #doubt = 0;
  #ghosts = 0;

  /** What a persona is called; its key, as long as it was never seen. */
  nameOf = (key) => this.persona(key)?.display_name ?? key;

  /** @param watcher { changed(), said(message), sent(message), reset(lost), gaveUp(reply, event) } */
  constructor(name, watcher) {
    this.name = name;
    this.watcher = watcher;
    this.sight = new Sight(this.log, (before, limit) => api.page(name, before, limit));
    this.outbox = new Outbox(name, {
      onStored: (message) => {
        watcher.sent(message);
        this.#said(message);
      },
      onTrouble: (refusal) => (this.trouble = refusal),
      onChange: () => watcher.changed(),
    });
    this.connection = new Connection(
      () => ({ room: name, epoch: this.log.epoch, after: this.log.newest }),
      (events) => this.#heard(events),
      (phase) => this.#phase(phase),
    );
    this.#ghosts = setInterval(() => this.replies.all().length && (this.replies.dropGhosts(), watcher.changed()), 5000);
    this.connection.open();
  }

  close() {
    clearTimeout(this.#doubt);
    clearInterval(this.#ghosts);
    this.connection.close();
  }

  persona(key) {
    return this.personas.find((persona) => persona.key === key) ?? this.gone.find((persona) => persona.key === key);
  }

  notice(notice) {
    const others = this.notices.filter((other) => other.code !== notice.code || other.persona !== notice.persona);
    this.notices = [...others, notice].slice(-NOTICES_AT_MOST);
    this.watcher.changed();
  }

  dismiss(notice) {
    this.notices = this.notices.filter((other) => other !== notice);
    this.watcher.changed();
  }

  #phase(phase) {
    this.phase = phase;
    if (phase === 'open') {
      this.outbox.flush();
    } else {
      this.replies.doubt();
    }
    this.watcher.changed();
  }

  #heard(events) {
    events.forEach((event) => this.#on[event.type]?.(event));
    this.watcher.changed();
  }

  #said(message) {
    if (this.log.add(message)) {
      if (this.outbox.seen(message)) {
        this.watcher.sent(message);
      }
      this.watcher.said(message);
    }
    this.replies.finished(message.id);
    this.watcher.changed();
  }

  #restart(event) {
    const lost = this.log.newest > 0;
    this.log.clear();
    this.replies.clear();
    this.decisions.clear();
    this.log.epoch = event.epoch;
    this.watcher.reset(lost);
  }

  #on = {
    hello: (event) => {
      const first = this.log.epoch === null;
      this.log.epoch ??= event.epoch;
      clearTimeout(this.#doubt);
      this.#doubt = setTimeout(() => (this.replies.dropDoubted(), this.watcher.changed()), DOUBT_MS);
      this.opened = true;
      this.expected = event.seq;
      if (first) {
        this.watcher.reset(false);
      }
    },
    reset: (event) => this.#restart(event),
    presence: (event) => {
      const awake = new Set(event.personas.map((persona) => persona.key));
      const left = [...this.personas, ...this.gone].filter((persona) => !awake.has(persona.key));
      this.gone = left.filter((persona, at) => left.findIndex((other) => other.key === persona.key) === at);
      this.personas = event.personas;
    },
    message: (event) => this.#said(event.message.seq ? event.message : { ...event.message, seq: event.seq }),
    reply_started: (event) => this.replies.started(event),
    reply_delta: (event) => this.replies.delta(event),
    reply_ended: (event) => this.#ended(event),
    decision: (event) => this.decisions.add(event),
    notice: (event) => this.notice(event),
  };

  #ended(event) {
    const reply = this.replies.get(event.reply_id);
    if (event.outcome === 'abandoned') {
      this.replies.abandoned(event.reply_id);
      return;
    }
    this.replies.finished(event.reply_id);
    if (reply && (event.outcome === 'failed' || event.outcome === 'declined')) {
      this.watcher.gaveUp(reply, event);
    }
  }
}

// One WebSocket to /live, opened again for ever. Whoever uses it says where it left off.
const FIRST_WAIT_MS = 1500;
const GROWTH = 1.6;
const LONGEST_WAIT_MS = 10_000;
const TRIES_BEFORE_BUTTON = 6;
const ROOM_FULL = 1013;
// A timer this late means the machine slept: the socket looks open, but nobody is at the other end.
const ASLEEP_MS = 30_000;
const HEARTBEAT_MS = 5_000;

/** How long to wait before try n, n from 1; the jitter keeps a crowd from coming back in one instant. */
export function waitBefore(n, dice = Math.random()) {
  return Math.min(FIRST_WAIT_MS * GROWTH ** (n - 1), LONGEST_WAIT_MS) * (0.5 + 0.5 * dice);
}

export class Connection {
  #socket = null;
  #timer = 0;
  #beat = 0;
  #tries = 0;

  /**
   * @param where () => {room, epoch?, after?}
   * @param onEvents gets the events of a frame, in order
   * @param onPhase gets connecting | open | waiting | lost | full
   */
  constructor(where, onEvents, onPhase) {
    this.where = where;
    this.onEvents = onEvents;
    this.onPhase = onPhase;
    addEventListener('online', this.#now);
    addEventListener('offline', this.#drop);
    addEventListener('pageshow', this.#back);
    this.#watchForSleep();
  }

  open() {
    clearTimeout(this.#timer);
    const { room, epoch, after } = this.where();
    const query = new URLSearchParams({ room, why: '1' });
    if (epoch) {
      query.set('epoch', epoch);
      query.set('after', after);
    }
    const url = new URL(`/live?${query}`, location.href);
    url.protocol = url.protocol.replace('http', 'ws');
    const socket = new WebSocket(url);
    this.#socket = socket;
    if (this.#tries === 0) {
      this.onPhase('connecting');
    }
    socket.onmessage = (frame) => this.#received(socket, frame);
    socket.onclose = (close) => this.#closed(socket, close.code);
  }

  /** Try at once. */
  reconnect() {
    this.#tries = 0;
    this.#discard();
    this.open();
  }

  close() {
    clearTimeout(this.#timer);
    clearInterval(this.#beat);
    removeEventListener('online', this.#now);
    removeEventListener('offline', this.#drop);
    removeEventListener('pageshow', this.#back);
    this.#discard();
  }

  #received(socket, frame) {
    if (socket !== this.#socket) {
      return;
    }
    const events = JSON.parse(frame.data);
    if (this.#tries !== -1) {
      this.#tries = -1; // The first frame, not the open socket, says that somebody is there.
      this.onPhase('open');
    }
    this.onEvents(Array.isArray(events) ? events : [events]);
  }

  #closed(socket, code) {
    if (socket !== this.#socket) {
      return;
    }
    this.#socket = null;
    this.#tries = Math.max(this.#tries, 0) + 1;
    this.onPhase(code === ROOM_FULL ? 'full' : this.#tries > TRIES_BEFORE_BUTTON ? 'lost' : 'waiting');
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.open(), waitBefore(this.#tries));
  }

  #discard() {
    const socket = this.#socket;
    this.#socket = null;
    socket?.close(socket.readyState === WebSocket.OPEN ? 1000 : undefined);
  }

  #now = () => this.#tries === -1 || this.reconnect();

  #drop = () => {
    const socket = this.#socket;
    if (socket) {
      this.#closed(socket, 1006);
      socket.close();
    }
  };

  // A page that is left closes with 1001 by itself; one that comes back from the browser's cache has no socket.
  #back = (event) => event.persisted && this.reconnect();

  #watchForSleep() {
    let last = Date.now();
    this.#beat = setInterval(() => {
      const slept = Date.now() - last > ASLEEP_MS + HEARTBEAT_MS && !document.hidden;
      last = Date.now();
      if (slept) {
        this.reconnect();
      }
    }, HEARTBEAT_MS);
  }
}

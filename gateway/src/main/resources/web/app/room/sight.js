// Which messages are on the page: a stretch from low to high, never longer than a browser lays out in a blink.
const AT_OPENING = 30;
const A_PAGE = 30;
const AT_MOST = 200;
const FETCH_AT_MOST = 200;

export class Sight {
  low = 1;
  high = 0;
  #fetching = false;

  /**
   * @param log what is known
   * @param fetchPage (before, limit) => messages
   */
  constructor(log, fetchPage) {
    this.log = log;
    this.fetchPage = fetchPage;
  }

  get atNewest() {
    return this.high >= this.log.newest;
  }

  get atOldest() {
    return this.low <= 1;
  }

  messages() {
    return this.log.between(this.low, this.high);
  }

  showNewest() {
    this.high = this.log.newest;
    this.low = Math.max(1, this.high - AT_OPENING + 1);
    return this.#fill();
  }

  /** A new message at the end; keeps the stretch short where nobody looks. */
  grow(following) {
    this.high = this.log.newest;
    if (following && this.high - this.low >= AT_MOST) {
      this.low = this.high - AT_OPENING + 1;
    }
    this.low = Math.max(1, this.low);
  }

  older() {
    this.low = Math.max(1, this.low - A_PAGE);
    this.high = Math.min(this.high, this.low + AT_MOST);
    return this.#fill();
  }

  newer() {
    this.high = Math.min(this.log.newest, this.high + A_PAGE);
    this.low = Math.max(this.low, this.high - AT_MOST);
    return this.#fill();
  }

  around(seq) {
    this.low = Math.max(1, seq - A_PAGE);
    this.high = Math.min(this.log.newest, seq + A_PAGE);
    return this.#fill();
  }

  get busy() {
    return this.#fetching;
  }

  /** Fetches what is missing in the stretch. Without an answer the stretch ends at the gap. */
  async #fill() {
    if (this.#fetching) {
      return;
    }
    this.#fetching = true;
    try {
      let gap = this.log.highestGap(this.low, this.high);
      while (gap > 0) {
        const page = await this.fetchPage(gap + 1, Math.min(FETCH_AT_MOST, Math.max(gap - this.low + 1, 1)));
        page.forEach((message) => this.log.add(message));
        const next = this.log.highestGap(this.low, this.high);
        if (next >= gap) {
          this.low = gap + 1; // The room begins later than its first seq says.
          break;
        }
        gap = next;
      }
    } catch {
      this.low = Math.max(this.low, this.log.highestGap(this.low, this.high) + 1);
    } finally {
      this.#fetching = false;
    }
  }
}

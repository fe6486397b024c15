/** The longest that what was read waits to be delivered; twice as long in a process that has very much to read. */
const TURN_MS = 8;
const LONG_TURN_MS = 16;
/** From this rate on, twenty thousand reads a second, turns are long. */
const MANY_READS_PER_MS = 20;
/** Reads of each turn that are delivered at once, whoever they are for: below 1,250 reads a second nothing waits. */
const FREE_READS = 10;
/** A read of this size is delivered at once: there is little to gain from adding to it. */
const PLENTY_BYTES = 8_192;

/** A call whose answer is being read. */
export interface Reading {
  /** The turn of its last delivery; the coalescer alone changes it. */
  turn: number;
  /** Passes on all that was read since the last time. */
  deliver(): void;
}

/**
 * Delivers what many connections read. Decoding, translating and writing cost much the same however little there is to do,
 * so while many streams speak at once, each is delivered once in a turn: its first read immediately, and what follows in the
 * same turn together at the end. A stream that says less than one thing in a turn never waits.
 */
export class ReadCoalescer {
  readonly #now: () => number;
  #waiting: Reading[] = [];
  #turn = 0;
  #turnMs = TURN_MS;
  #turnEndsAt = 0;
  #reads = 0;

  /** `now` is a monotonic clock in milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Called for the first read after each delivery. */
  schedule(reading: Reading, bytes: number): void {
    const turn = this.#currentTurn();
    if (this.#reads++ >= FREE_READS && reading.turn === turn && bytes < PLENTY_BYTES) {
      this.#wait(reading);
      return;
    }
    reading.turn = turn;
    // A microtask later all chunks of one network read are there.
    queueMicrotask(() => reading.deliver());
  }

  #currentTurn(): number {
    const now = this.#now();
    if (now < this.#turnEndsAt) return this.#turn;
    this.#turnMs = this.#reads >= MANY_READS_PER_MS * this.#turnMs ? LONG_TURN_MS : TURN_MS;
    this.#turnEndsAt = now + this.#turnMs;
    this.#reads = 0;
    return ++this.#turn;
  }

  #wait(reading: Reading): void {
    if (this.#waiting.push(reading) > 1) return;
    setTimeout(() => this.#flush(), Math.max(0, this.#turnEndsAt - this.#now()));
  }

  #flush(): void {
    const waiting = this.#waiting;
    this.#waiting = [];
    const turn = this.#currentTurn();
    for (const reading of waiting) {
      reading.turn = turn;
      reading.deliver();
    }
  }
}

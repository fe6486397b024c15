/** The longest that what was read waits to be delivered. A screen shows the next frame after sixteen. */
const TURN_MS = 8;
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
  #turn = -1;
  #reads = 0;

  /** `now` is a monotonic clock in milliseconds. */
  constructor(now: () => number = () => performance.now()) {
    this.#now = now;
  }

  /** Called for the first read after each delivery. */
  schedule(reading: Reading, bytes: number): void {
    const turn = this.#currentTurn();
    if (this.#reads++ >= FREE_READS && reading.turn === turn && bytes < PLENTY_BYTES) {
      this.#wait(reading, turn);
      return;
    }
    reading.turn = turn;
    // A microtask later all chunks of one network read are there.
    queueMicrotask(() => reading.deliver());
  }

  #currentTurn(): number {
    const turn = Math.floor(this.#now() / TURN_MS);
    if (turn !== this.#turn) this.#reads = 0;
    this.#turn = turn;
    return turn;
  }

  #wait(reading: Reading, turn: number): void {
    if (this.#waiting.push(reading) > 1) return;
    setTimeout(() => this.#flush(), Math.max(0, (turn + 1) * TURN_MS - this.#now()));
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

/** The longest time that read bytes wait for their delivery; doubled in a process with very many reads. */
const TURN_MS = 8;
const LONG_TURN_MS = 16;
/** From this rate on, twenty thousand reads a second, turns are long. */
const MANY_READS_PER_MS = 20;
/** Reads that each turn delivers at once, for any call: below 1,250 reads a second nothing waits. */
const FREE_READS = 10;
/** A read of this size is delivered at once: adding more to it gains little. */
const PLENTY_BYTES = 8_192;

/** A call whose answer is being read. */
export interface Reading {
  /** The turn of its last delivery; changed by the coalescer alone. */
  turn: number;
  /** Passes on all that was read since the last time. */
  deliver(): void;
}

/**
 * Coalesces the reads of many connections. Decoding, translating and writing have a high fixed cost, so while many
 * streams are active, each is delivered once per turn: its first read at once, and later ones of the same turn together
 * at the end. A stream with less than one read per turn never waits.
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
    // One microtask later, all chunks of this network read have arrived.
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

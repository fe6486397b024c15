interface Part {
  stop(): Promise<void>;
}

/** The parts that were started so far. */
export class Parts {
  readonly #parts: Part[] = [];
  readonly #stopping = new AbortController();

  /** Aborts when the parts are stopped. */
  get signal(): AbortSignal {
    return this.#stopping.signal;
  }

  get areStopping(): boolean {
    return this.#stopping.signal.aborted;
  }

  /** @throws when the parts are already stopped, so that the start does not go on */
  keep<T extends Part>(part: T): T {
    if (this.areStopping) void part.stop();
    this.signal.throwIfAborted();
    this.#parts.push(part);
    return part;
  }

  /** Stops in reverse order of the start. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    for (let part = this.#parts.pop(); part; part = this.#parts.pop()) {
      await part.stop().catch((error: unknown) => console.error(error));
    }
  }
}

const AGAIN_MS = 100;
const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
const LONGEST_AFTER_KILL_MS = 1_000;

export interface Ending {
  /** Whether it had served. */
  wasReady: boolean;
  /** Whether another process ended it. */
  wasKilled: boolean;
}

/**
 * The delay before a process is started again. One that had served is needed back at once, however often it ends: the
 * delay grows only for a process that cannot start.
 */
export class Backoff {
  #delayMs = FIRST_DELAY_MS;

  next({ wasReady, wasKilled }: Ending): number {
    if (wasReady) {
      this.#delayMs = FIRST_DELAY_MS;
      return AGAIN_MS;
    }
    const delayMs = Math.min(this.#delayMs, wasKilled ? LONGEST_AFTER_KILL_MS : LONGEST_DELAY_MS);
    this.#delayMs = delayMs * 2;
    return delayMs;
  }
}

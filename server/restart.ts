const FIRST_DELAY_MS = 250;
const LONGEST_DELAY_MS = 10_000;
const STABLE_MS = 30_000;

/** How long to wait before a process that died is started again: longer each time, until it has proved stable. */
export class Backoff {
  #delayMs = FIRST_DELAY_MS;

  /** @param aliveMs how long the process lived */
  next(aliveMs: number): number {
    const delayMs = aliveMs >= STABLE_MS ? FIRST_DELAY_MS : this.#delayMs;
    this.#delayMs = Math.min(delayMs * 2, LONGEST_DELAY_MS);
    return delayMs;
  }
}

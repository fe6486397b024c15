import { createHash } from 'node:crypto';

const MAX_REMEMBERED = 10_000;

/** Counts identical requests, so that a directive can fail the first few and let a retry succeed. */
export class Attempts {
  readonly #counts = new Map<string, number>();

  /** How often this body has come, this time included. */
  count(body: string): number {
    const key = createHash('sha1').update(body).digest('base64');
    const count = (this.#counts.get(key) ?? 0) + 1;
    this.#counts.delete(key);
    this.#counts.set(key, count);
    if (this.#counts.size > MAX_REMEMBERED) this.#counts.delete(this.#counts.keys().next().value ?? '');
    return count;
  }
}
